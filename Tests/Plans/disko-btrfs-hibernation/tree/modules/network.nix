{
  networking = {
    hostName = "bt";
    networkmanager.enable = true;
  };
}
