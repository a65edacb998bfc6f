{
  a = 1;

  # comment
  b = [
    2
  ];
  /*
    x
    y
  */
  c = "one
two";
}
