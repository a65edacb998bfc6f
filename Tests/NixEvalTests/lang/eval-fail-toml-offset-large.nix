builtins.fromTOML "a = 2020-01-01T00:00:00+25:00"
