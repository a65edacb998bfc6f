{
  services = {
    fwupd.enable = true;
    thermald.enable = true;
    power-profiles-daemon.enable = true;
    btrfs.autoScrub.enable = true;
  };
}
