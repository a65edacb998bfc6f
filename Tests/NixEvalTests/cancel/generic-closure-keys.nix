builtins.genericClosure {
  startSet = builtins.genList (n: { key = "key-${toString n}"; }) 10000000;
  operator = _: [ ];
}
