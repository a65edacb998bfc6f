{
  networking = {
    hostName = "unibody";
    networkmanager.enable = true;
  };
}
