{
  format = 2;
  host.name = "whale";
}
