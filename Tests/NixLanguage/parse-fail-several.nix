{
  a = 1 +;
  b = [ 1, 2 ];
  c = { d = 1 e = 2; f 3; };
  g = "fine";
  h = if x then y;
  i = (1;
}