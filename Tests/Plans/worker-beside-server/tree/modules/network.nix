{
  networking = {
    hostName = "lender";
    networkmanager.enable = true;
  };
}
