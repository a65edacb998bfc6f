let x = { a = 1; self = x; list = [ x ]; }; in x
