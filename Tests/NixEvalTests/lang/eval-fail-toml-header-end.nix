builtins.fromTOML "[a] x"
