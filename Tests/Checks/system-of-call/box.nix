{
  boot.loader.systemd-boot.enable = true;
  boot.initrd.kernelModules = [ "dm-snapshot" ];
  fileSystems."/" = {
    device = "/dev/disk/by-label/root";
    fsType = "ext4";
  };
  networking.hostName = "box";
  system.stateVersion = "26.05";
}
