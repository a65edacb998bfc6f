{
  host.name = "unibody";
  nix.unfree = "none";
}
