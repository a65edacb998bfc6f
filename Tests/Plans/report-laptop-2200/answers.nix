{
  host.name = "turion";
}
