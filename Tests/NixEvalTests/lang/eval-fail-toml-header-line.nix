builtins.fromTOML "a.b = 663\n[a.b.c]1"
