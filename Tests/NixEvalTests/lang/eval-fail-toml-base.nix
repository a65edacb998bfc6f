builtins.fromTOML "a = 0xg"
