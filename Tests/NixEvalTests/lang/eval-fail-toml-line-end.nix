builtins.fromTOML "a = 1\nb = 2 c"
