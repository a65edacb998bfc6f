# What nixwiz found on this machine. `nixwiz generate` writes it again after a change of hardware.
{
  boot.initrd.availableKernelModules = [ "virtio_scsi" ];

  fileSystems = {
    "/" = {
      device = "/dev/disk/by-uuid/5c5b1a4e-7a53-4a37-9c1a-000000000005";
      fsType = "ext4";
    };
    "/boot" = {
      device = "/dev/disk/by-uuid/ABCD-1234";
      fsType = "vfat";
      options = [
        "fmask=0077"
        "dmask=0077"
      ];
    };
  };

  zramSwap.enable = true;

  nixpkgs.hostPlatform = "x86_64-linux";
}
