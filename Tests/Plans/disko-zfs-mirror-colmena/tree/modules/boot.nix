{
  boot.loader = {
    grub = {
      enable = true;
      device = "nodev";
      efiSupport = true;
      configurationLimit = 20;
      # The second disk starts the system when the first one is lost.
      mirroredBoots = [
        {
          devices = [ "nodev" ];
          path = "/boot-mirror";
          efiSysMountPoint = "/boot-mirror";
        }
      ];
    };
    efi.canTouchEfiVariables = true;
  };
}
