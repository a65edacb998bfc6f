{
  host.name = "guest";
}
