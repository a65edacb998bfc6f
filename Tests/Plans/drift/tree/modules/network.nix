{
  networking = {
    hostName = "sentinel";
    networkmanager.enable = true;
  };
}
