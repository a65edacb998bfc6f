{ config, pkgs, ... }:
{
  # The switch for NVIDIA's driver, with or without an X server.
  services.xserver.videoDrivers = [ "nvidia" ];

  hardware = {
    graphics = {
      enable = true;
      extraPackages = [ pkgs.intel-media-driver ];
    };

    nvidia = {
      # 580 is the last branch that drives GP104 (Pascal)
      package = config.boot.kernelPackages.nvidiaPackages.production;
      # GP104 is older than Turing, which the open module begins with
      open = false;
    };
  };
}
