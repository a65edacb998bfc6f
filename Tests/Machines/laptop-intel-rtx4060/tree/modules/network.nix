{
  networking = {
    hostName = "zephyrus";
    networkmanager.enable = true;
  };
}
