abort "the end"
