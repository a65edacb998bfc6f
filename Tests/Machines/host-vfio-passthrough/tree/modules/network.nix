{
  networking = {
    hostName = "hypervisor";
    networkmanager.enable = true;
  };
}
