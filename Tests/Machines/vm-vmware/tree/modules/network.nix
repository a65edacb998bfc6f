{
  networking = {
    hostName = "vmware";
    networkmanager.enable = true;
  };
}
