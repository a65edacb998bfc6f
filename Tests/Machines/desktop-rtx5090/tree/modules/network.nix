{
  networking = {
    hostName = "blackwell";
    networkmanager.enable = true;
  };
}
