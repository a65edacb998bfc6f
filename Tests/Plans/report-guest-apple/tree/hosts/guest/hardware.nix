# What nixwiz found on this machine. `nixwiz generate` writes it again after a change of hardware.
{ modulesPath, ... }:
{
  imports = [ (modulesPath + "/profiles/qemu-guest.nix") ];

  boot.initrd.availableKernelModules = [ "virtio_pci" ];

  # No disk was mounted when this was written. Format and label the partitions before the
  # installation, or answer disks.root and disks.esp.
  fileSystems = {
    "/" = {
      device = "/dev/disk/by-label/nixos";
      fsType = "ext4";
    };
    "/boot" = {
      device = "/dev/disk/by-label/boot";
      fsType = "vfat";
      options = [
        "fmask=0077"
        "dmask=0077"
      ];
    };
  };

  zramSwap.enable = true;

  nixpkgs.hostPlatform = "aarch64-linux";
}
