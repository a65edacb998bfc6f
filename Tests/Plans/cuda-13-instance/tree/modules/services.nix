{
  services = {
    fwupd.enable = true;
    zfs.autoScrub.enable = true;
  };
}
