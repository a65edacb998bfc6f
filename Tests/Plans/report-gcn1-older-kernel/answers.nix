{
  host.name = "tahiti";
  boot.kernel = "6.12";
}
