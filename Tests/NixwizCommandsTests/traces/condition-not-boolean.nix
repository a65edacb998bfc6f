! 6 && true
