{
  boot.loader.systemd-boot.enable = true;
  fileSystems."/" = {
    device = "/dev/md0";
    fsType = "ext4";
  };
  nixpkgs.hostPlatform = "x86_64-linux";
  system.stateVersion = "26.05";
}
