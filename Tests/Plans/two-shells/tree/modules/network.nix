{
  networking = {
    hostName = "shells";
    networkmanager.enable = true;
  };
}
