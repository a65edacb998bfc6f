builtins.fromTOML "a = x"
