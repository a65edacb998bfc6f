{ pkgs, ... }:
{
  # The switch for NVIDIA's driver, with or without an X server.
  services.xserver.videoDrivers = [ "nvidia" ];

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
      powerManagement = {
        enable = true;
        finegrained = true;
      };

      prime = {
        # A laptop with two GPUs: the small one draws and saves power
        offload = {
          enable = true;
          enableOffloadCmd = true;
        };
        intelBusId = "PCI:0@0:2:0";
        nvidiaBusId = "PCI:1@0:0:0";
      };
    };
  };
}
