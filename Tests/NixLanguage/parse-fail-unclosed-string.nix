{
  a = "text;
  b = 3;
}