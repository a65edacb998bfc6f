{
  boot.loader = {
    grub = {
      enable = true;
      device = "nodev";
      efiSupport = true;
      configurationLimit = 20;
    };
    efi.canTouchEfiVariables = true;
  };
}
