{
  host.name = "tablet";
}
