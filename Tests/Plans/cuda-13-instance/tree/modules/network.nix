{
  networking = {
    hostName = "bench";
    # ZFS takes only pools that were last used by the host of this number.
    hostId = "626ebeb9";
    networkmanager.enable = true;
  };
}
