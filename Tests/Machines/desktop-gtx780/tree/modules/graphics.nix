{
  # The switch for NVIDIA's driver, with or without an X server.
  services.xserver.videoDrivers = [ "nvidia" ];

  hardware = {
    graphics.enable = true;

    nvidia = {
      # 470 is the last branch that drives GK110 (Kepler)
      branch = "legacy_470";
      # legacy_470 has no open modules
      open = false;
    };
  };
}
