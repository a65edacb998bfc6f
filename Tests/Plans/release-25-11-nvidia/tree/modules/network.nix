{
  networking = {
    hostName = "stable";
    networkmanager.enable = true;
  };
}
