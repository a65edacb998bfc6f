{
  networking = {
    hostName = "polaris";
    networkmanager.enable = true;
  };
}
