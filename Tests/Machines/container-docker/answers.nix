{
  host.name = "whale";
}
