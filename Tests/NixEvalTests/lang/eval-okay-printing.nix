{
  big = 1.0e100;
  small = 1.0e-7;
  half = 0.5;
  int = 5.0;
  lambda = x: x;
  primop = builtins.map;
  partial = builtins.map (x: x);
  string = "quote \" newline \n dollar \${ tab \t $";
  "needs quotes" = 1;
  "if" = 2;
  or = 3;
  "1a" = 4;
  a' = 5;
  path = /a/b;
  empty = { };
  none = [ ];
}
