{
  networking = {
    hostName = "arc";
    networkmanager.enable = true;
  };
}
