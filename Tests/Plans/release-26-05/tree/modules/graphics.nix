{
  # The switch for NVIDIA's driver, with or without an X server.
  services.xserver.videoDrivers = [ "nvidia" ];

  hardware = {
    graphics.enable = true;

    nvidia = {
      # GA102 (Ampere) is driven by the current branch
      branch = "production";
      # All cards are of Turing or later
      open = true;
    };
  };
}
