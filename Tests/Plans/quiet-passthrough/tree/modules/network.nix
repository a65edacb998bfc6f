{
  networking = {
    hostName = "silent";
    networkmanager.enable = true;
  };
}
