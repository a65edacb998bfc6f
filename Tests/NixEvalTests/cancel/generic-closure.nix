# No end: every key is new.
builtins.genericClosure {
  startSet = [ { key = 0; } ];
  operator = { key }: [ { key = key + 1; } ];
}
