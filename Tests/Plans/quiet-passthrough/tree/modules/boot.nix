{
  boot = {
    loader = {
      systemd-boot = {
        enable = true;
        configurationLimit = 20;
      };
      efi.canTouchEfiVariables = true;
    };

    # A picture in place of the messages of the kernel; errors are shown all the same.
    plymouth.enable = true;
    consoleLogLevel = 3;
    initrd = {
      verbose = false;
      # GeForce GTX 1660 Ti belongs to a guest, as found: vfio-pci
      kernelModules = [
        "vfio_pci"
        "vfio_iommu_type1"
      ];
    };

    kernelParams = [
      "vfio-pci.ids=10de:2182,10de:1aeb,10de:1aec,10de:1aed"
      "quiet"
    ];
  };
}
