{
  networking = {
    hostName = "retina";
    networkmanager.enable = true;
  };
}
