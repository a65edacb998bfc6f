{
  networking = {
    hostName = "guest";
    networkmanager.enable = true;
  };
}
