{
  # The switch for NVIDIA's driver, with or without an X server.
  services.xserver.videoDrivers = [ "nvidia" ];

  hardware = {
    graphics.enable = true;

    # 470 is the last branch that drives GK110 (Kepler)
    nvidia.branch = "legacy_470";
  };
}
