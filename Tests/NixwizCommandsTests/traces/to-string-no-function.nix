{
  a = builtins.toJSON { __toString = 1; };
  b = { __toString = 1; } + "x";
}
