{
  boot = {
    loader = {
      systemd-boot = {
        enable = true;
        configurationLimit = 20;
      };
      efi.canTouchEfiVariables = true;
    };

    # GeForce GTX 1660 Ti belongs to a guest, as found: vfio-pci
    initrd.kernelModules = [
      "vfio_pci"
      "vfio_iommu_type1"
    ];

    kernelParams = [ "vfio-pci.ids=10de:2182,10de:1aeb,10de:1aec,10de:1aed" ];
  };
}
