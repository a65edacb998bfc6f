{
  host.name = "gce";
}
