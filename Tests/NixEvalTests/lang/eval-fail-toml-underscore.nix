builtins.fromTOML "a = 1__2"
