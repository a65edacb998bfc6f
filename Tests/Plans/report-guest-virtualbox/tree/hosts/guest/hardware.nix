# What nixwiz found on this machine. `nixwiz generate` writes it again after a change of hardware.
{
  boot = {
    initrd.availableKernelModules = [
      "ahci"
      "ata_piix"
      "ohci_pci"
    ];
    kernelModules = [ "kvm-intel" ];
  };

  # No disk was mounted when this was written. Format and label the partitions before the
  # installation, or answer disks.root and disks.esp.
  fileSystems."/" = {
    device = "/dev/disk/by-label/nixos";
    fsType = "ext4";
  };

  zramSwap.enable = true;

  virtualisation.virtualbox.guest.enable = true;

  nixpkgs.hostPlatform = "x86_64-linux";
}
