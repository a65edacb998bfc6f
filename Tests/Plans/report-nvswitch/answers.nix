{
  host.name = "dgx";
}
