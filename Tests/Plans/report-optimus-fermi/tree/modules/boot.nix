{ pkgs, ... }:
{
  boot = {
    loader.grub = {
      enable = true;
      device = "/dev/sda";
      configurationLimit = 20;
    };

    # The driver branch legacy_390 is broken on newer kernels
    kernelPackages = pkgs.linuxPackages_6_12;
  };
}
