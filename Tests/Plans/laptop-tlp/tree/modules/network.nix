{
  networking = {
    hostName = "quiet";
    networkmanager.enable = true;
  };
}
