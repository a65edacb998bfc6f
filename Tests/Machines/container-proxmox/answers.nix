{
  host.name = "cabin";
}
