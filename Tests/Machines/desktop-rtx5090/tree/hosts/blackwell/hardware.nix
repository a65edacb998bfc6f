# What nixwiz found on this machine. `nixwiz generate` writes it again after a change of hardware.
{
  boot = {
    initrd.availableKernelModules = [
      "ahci"
      "nvme"
      "sd_mod"
      "usb_storage"
      "usbhid"
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

  hardware = {
    enableRedistributableFirmware = true;
    cpu.intel = {
      updateMicrocode = true;
      npu.enable = true;
    };
  };

  nixpkgs.hostPlatform = "x86_64-linux";
}
