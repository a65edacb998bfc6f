# What nixwiz found on this machine. `nixwiz generate` writes it again after a change of hardware.
{ modulesPath, ... }:
{
  imports = [
    (modulesPath + "/hardware/network/broadcom-43xx.nix")
  ];

  boot = {
    initrd.availableKernelModules = [
      "ahci"
      "xhci_pci"
    ];
    kernelModules = [ "kvm-intel" ];
  };

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

  hardware = {
    enableRedistributableFirmware = true;
    cpu.intel.updateMicrocode = true;
  };

  services = {
    power-profiles-daemon.enable = true;
    # Keeps an Intel laptop from overheating
    thermald.enable = true;
  };

  nixpkgs.hostPlatform = "x86_64-linux";
}
