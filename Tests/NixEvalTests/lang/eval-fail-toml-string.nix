builtins.fromTOML "a = \"b\\q\""
