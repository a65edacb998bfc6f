{
  boot.loader = {
    grub = {
      enable = true;
      device = "nodev";
      efiSupport = true;
      # UEFI of 32 bits below a kernel of 64
      forcei686 = true;
      configurationLimit = 20;
    };
    efi.canTouchEfiVariables = true;
  };
}
