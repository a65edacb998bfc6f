builtins.fromTOML "a = 1\n\na = 2"
