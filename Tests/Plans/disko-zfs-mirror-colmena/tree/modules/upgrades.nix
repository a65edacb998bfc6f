{
  system.autoUpgrade = {
    enable = true;
    flake = "github:a/b";
    dates = "04:40";
  };
}
