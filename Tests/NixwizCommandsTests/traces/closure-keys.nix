builtins.genericClosure {
  startSet = [ { key = 2; } { key = 1; } ];
  operator = element: [ { key = ""; } ];
}
