# What nixwiz found on this machine. `nixwiz generate` writes it again after a change of hardware.
{
  boot.initrd.availableKernelModules = [
    "ehci_pci"
    "pata_atiixp"
  ];

  # No disk was mounted when this was written. Format and label the partitions before the
  # installation, or answer disks.root and disks.esp.
  fileSystems."/" = {
    device = "/dev/disk/by-label/nixos";
    fsType = "ext4";
  };

  zramSwap.enable = true;

  hardware = {
    enableRedistributableFirmware = true;
    cpu.amd.updateMicrocode = true;
  };

  networking.enableIntel2200BGFirmware = true;

  services.power-profiles-daemon.enable = true;

  nixpkgs.hostPlatform = "x86_64-linux";
}
