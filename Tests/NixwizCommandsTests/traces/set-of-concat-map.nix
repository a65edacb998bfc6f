builtins.concatMap
  (x: {
    inherit x;
    name = "x";
  })
  [ 1 ]
