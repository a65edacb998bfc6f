{
  # The switch for NVIDIA's driver, with or without an X server.
  services.xserver.videoDrivers = [ "nvidia" ];

  hardware = {
    graphics.enable = true;

    nvidia = {
      # 590 and later do not drive GP106 (Pascal), 580 drives all cards
      branch = "legacy_580";
      # GP106 is older than Turing, which the open module begins with
      open = false;
      nvidiaSettings = false;
      nvidiaPersistenced = true;
    };
  };
}
