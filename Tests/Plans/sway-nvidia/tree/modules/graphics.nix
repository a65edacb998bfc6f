{
  # The switch for NVIDIA's driver, with or without an X server.
  services.xserver.videoDrivers = [ "nvidia" ];

  hardware = {
    graphics.enable = true;

    # All cards are of Turing or later
    nvidia.open = true;
  };
}
