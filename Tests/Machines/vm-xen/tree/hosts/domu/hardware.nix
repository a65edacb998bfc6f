# What nixwiz found on this machine. `nixwiz generate` writes it again after a change of hardware.
{
  boot.initrd.availableKernelModules = [
    "virtio_scsi"
    "xen-blkfront"
    "xen-kbdfront"
    "xen-netfront"
    "xen-scsifront"
  ];

  fileSystems."/" = {
    device = "/dev/disk/by-uuid/5c5b1a4e-7a53-4a37-9c1a-000000000007";
    fsType = "ext4";
  };

  swapDevices = [
    { device = "/dev/disk/by-uuid/5c5b1a4e-7a53-4a37-9c1a-000000000008"; }
  ];

  nixpkgs.hostPlatform = "x86_64-linux";
}
