{
  host.name = "free";
  desktop.environment = "none";
  nix.unfree = "none";
}
