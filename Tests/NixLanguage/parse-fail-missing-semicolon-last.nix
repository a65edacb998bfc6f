{
  a = {
    b = f x;
    c = "y"
  };
}