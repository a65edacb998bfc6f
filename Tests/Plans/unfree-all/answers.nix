{
  host.name = "liberal";
  desktop.environment = "none";
  nix.unfree = "all";
  llama.packages = [ "python3Packages.torch" ];
}
