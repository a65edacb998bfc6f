# What nixwiz found on this machine. `nixwiz generate` writes it again after a change of hardware.
{
  boot = {
    initrd = {
      availableKernelModules = [
        "ata_piix"
        "ehci_pci"
        "megaraid_sas"
        "sd_mod"
        "sr_mod"
        "uhci_hcd"
      ];
      kernelModules = [ "dm-snapshot" ];
      luks.devices.data.device = "/dev/mapper/vg-data";
    };
    kernelModules = [ "kvm-intel" ];
    swraid = {
      enable = true;
      # Where mdadm reports a broken disk; its monitor does not run without an address.
      mdadmConf = "MAILADDR root";
    };
  };

  fileSystems = {
    "/" = {
      device = "/dev/disk/by-uuid/3f1c2b4a-0001-4d11-8d11-000000000001";
      fsType = "xfs";
    };
    "/srv/data" = {
      device = "/dev/mapper/data";
      fsType = "ext4";
      options = [
        "nofail"
        "x-systemd.device-timeout=30"
      ];
    };
    "/srv/media" = {
      device = "/dev/stratis/tank/media";
      fsType = "xfs";
      stratis.poolUuid = "33c1b0b3-e0f9-4b4c-8e9b-2f0a4d5c6b7a";
    };
    "/srv/photo archive" = {
      device = "/dev/disk/by-uuid/3f1c2b4a-0004-4d11-8d11-000000000004";
      fsType = "btrfs";
      options = [
        "subvol=@photo archive"
        "noatime"
        "compress=zstd:7"
      ];
    };
    "/srv/public" = {
      device = "/srv/data/exports/public";
      fsType = "none";
      options = [
        "bind"
        "ro"
      ];
    };
  };

  swapDevices = [
    {
      device = "/var/swap file";
      priority = 5;
    }
  ];

  hardware = {
    enableRedistributableFirmware = true;
    cpu.intel.updateMicrocode = true;
  };

  nixpkgs.hostPlatform = "x86_64-linux";
}
