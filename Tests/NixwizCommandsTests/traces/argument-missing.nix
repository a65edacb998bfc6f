let
  f = { a, b ? 2 }: a + b;
  results = map f [ { } ];
in
builtins.head results
