{ pkgs, ... }:
{
  # The switch for NVIDIA's driver, with or without an X server.
  services.xserver.videoDrivers = [ "nvidia" ];

  boot.initrd.kernelModules = [
    "i915"
    "nvidia"
    "nvidia_drm"
    "nvidia_modeset"
  ];

  hardware = {
    graphics = {
      enable = true;
      extraPackages = [
        pkgs.intel-media-driver
        pkgs.vpl-gpu-rt
      ];
    };

    nvidia = {
      # All cards are of Turing or later
      open = true;
      powerManagement.enable = true;

      prime = {
        reverseSync.enable = true;
        intelBusId = "PCI:0@0:2:0";
        nvidiaBusId = "PCI:1@0:0:0";
      };
    };
  };
}
