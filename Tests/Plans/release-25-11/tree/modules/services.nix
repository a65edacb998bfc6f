{
  services = {
    fwupd.enable = true;
    btrfs.autoScrub.enable = true;
  };
}
