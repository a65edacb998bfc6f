{
  # The switch for NVIDIA's driver, with or without an X server.
  services.xserver.videoDrivers = [ "nvidia" ];

  hardware = {
    graphics.enable = true;

    nvidia = {
      # All cards are of Turing or later
      open = true;
      nvidiaSettings = false;
      nvidiaPersistenced = true;
    };
  };
}
