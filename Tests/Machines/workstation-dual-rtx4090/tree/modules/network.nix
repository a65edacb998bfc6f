{
  networking = {
    hostName = "threadripper";
    # ZFS takes only pools that were last used by the host of this number.
    hostId = "deadbeef";
    networkmanager.enable = true;
  };
}
