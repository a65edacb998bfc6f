{ pkgs, ... }:
{
  # The switch for NVIDIA's driver, with or without an X server.
  services.xserver.videoDrivers = [ "nvidia" ];

  hardware = {
    graphics = {
      enable = true;
      extraPackages = [ pkgs.intel-vaapi-driver ];
    };

    nvidia = {
      # 390 is the last branch that drives GF108 (Fermi)
      branch = "legacy_390";

      prime = {
        # legacy_390 cannot offload: the NVIDIA card draws everything
        sync.enable = true;
        intelBusId = "PCI:0@0:2:0";
        nvidiaBusId = "PCI:1@0:0:0";
      };
    };
  };
}
