# What nixwiz found on this machine. `nixwiz generate` writes it again after a change of hardware.
{
  boot = {
    initrd = {
      availableKernelModules = [
        "hid_multitouch"
        "i2c_designware_platform"
        "i2c_hid_acpi"
        "intel_lpss_pci"
        "nvme"
        "vmd"
        "xhci_pci"
      ];
      kernelModules = [ "dm-snapshot" ];
      luks.devices.crypted.device = "/dev/disk/by-uuid/0d7e9a1c-6a0f-4a53-8d0b-2f1c7f0e5a11";
    };
    kernelModules = [ "kvm-intel" ];
    resumeDevice = "/dev/mapper/vg-swap";
  };

  fileSystems = {
    "/" = {
      device = "/dev/mapper/vg-root";
      fsType = "ext4";
      options = [
        "noatime"
        "discard"
      ];
    };
    "/boot" = {
      device = "/dev/disk/by-uuid/7C1F-22A0";
      fsType = "vfat";
      options = [
        "fmask=0077"
        "dmask=0077"
      ];
    };
  };

  swapDevices = [
    { device = "/dev/mapper/vg-swap"; }
  ];

  hardware = {
    enableRedistributableFirmware = true;
    cpu.intel.updateMicrocode = true;
  };

  services = {
    fprintd.enable = true;
    power-profiles-daemon.enable = true;
    # Keeps an Intel laptop from overheating
    thermald.enable = true;
  };

  nixpkgs.hostPlatform = "x86_64-linux";
}
