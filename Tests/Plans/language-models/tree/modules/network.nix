{
  networking = {
    hostName = "thinker";
    networkmanager.enable = true;
  };
}
