{ pkgs, ... }:
{
  # The switch for NVIDIA's driver, with or without an X server.
  services.xserver.videoDrivers = [ "nvidia" ];

  hardware = {
    graphics = {
      enable = true;
      extraPackages = [ pkgs.intel-media-driver ];
    };

    nvidia = {
      # GB202 (Blackwell) is driven by the current branch
      branch = "production";
      # All cards are of Turing or later
      open = true;
    };
  };
}
