{
  # The switch for NVIDIA's driver, with or without an X server.
  services.xserver.videoDrivers = [ "nvidia" ];

  boot.initrd.kernelModules = [
    "nvidia"
    "nvidia_drm"
    "nvidia_modeset"
  ];

  hardware = {
    graphics.enable = true;

    # All cards are of Turing or later
    nvidia.open = true;

    nvidia-container-toolkit.enable = true;
  };
}
