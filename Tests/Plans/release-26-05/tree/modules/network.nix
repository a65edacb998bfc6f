{
  networking = {
    hostName = "spring";
    networkmanager.enable = true;
  };
}
