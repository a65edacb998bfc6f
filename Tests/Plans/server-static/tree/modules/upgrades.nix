{
  system.autoUpgrade = {
    enable = true;
    flake = "github:ada/nixos";
    dates = "Sun 04:40";
  };
}
