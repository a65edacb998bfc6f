builtins.fromTOML "[a.b.c]\n[a]\nb.d = 1"
