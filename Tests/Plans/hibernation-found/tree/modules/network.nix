{
  networking = {
    hostName = "sleeper";
    networkmanager.enable = true;
  };
}
