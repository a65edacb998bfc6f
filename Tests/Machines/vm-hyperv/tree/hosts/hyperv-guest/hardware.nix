# What nixwiz found on this machine. `nixwiz generate` writes it again after a change of hardware.
{
  boot.initrd.availableKernelModules = [
    "ahci"
    "ata_piix"
    "ehci_pci"
    "sd_mod"
    "sr_mod"
    "uhci_hcd"
    "vmw_pvscsi"
  ];

  fileSystems = {
    "/" = {
      device = "/dev/sda2";
      fsType = "ext4";
    };
    "/boot" = {
      device = "/dev/sda1";
      fsType = "vfat";
      options = [
        "fmask=0077"
        "dmask=0077"
      ];
    };
  };

  zramSwap.enable = true;

  virtualisation.hypervGuest.enable = true;

  nixpkgs.hostPlatform = "x86_64-linux";
}
