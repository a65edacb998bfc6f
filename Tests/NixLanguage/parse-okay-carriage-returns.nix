{
  # comment
  a = "x
y";  b = ''
    c
  '';
}
