{
  networking = {
    hostName = "pascal";
    networkmanager.enable = true;
  };
}
