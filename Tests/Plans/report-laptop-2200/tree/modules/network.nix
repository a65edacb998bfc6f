{
  networking = {
    hostName = "turion";
    networkmanager.enable = true;
  };
}
