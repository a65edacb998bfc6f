let list = [ 1 list ]; in "text ${list}"
