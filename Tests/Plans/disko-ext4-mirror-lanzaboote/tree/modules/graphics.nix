{
  # The switch for NVIDIA's driver, with or without an X server.
  services.xserver.videoDrivers = [ "nvidia" ];

  hardware = {
    graphics.enable = true;

    nvidia = {
      # AD102 (Ada Lovelace) is driven by the current branch
      branch = "production";
      # All cards are of Turing or later
      open = true;
    };
  };
}
