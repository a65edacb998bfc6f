{
  a.b = true
  c.d.e = false;
  f = 1;
}