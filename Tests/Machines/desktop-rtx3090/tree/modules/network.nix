{
  networking = {
    hostName = "ampere";
    networkmanager.enable = true;
  };
}
