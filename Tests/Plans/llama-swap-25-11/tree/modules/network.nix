{
  networking = {
    hostName = "several";
    networkmanager.enable = true;
  };
}
