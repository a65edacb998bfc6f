{
  host.name = "retina";
}
