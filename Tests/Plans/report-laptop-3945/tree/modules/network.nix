{
  networking = {
    hostName = "santa-rosa";
    networkmanager.enable = true;
  };
}
