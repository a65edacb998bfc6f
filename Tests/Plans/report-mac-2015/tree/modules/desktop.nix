{
  services = {
    desktopManager.plasma6.enable = true;
    displayManager.sddm = {
      enable = true;
      wayland.enable = true;
    };

    pipewire = {
      enable = true;
      alsa.enable = true;
      pulse.enable = true;
    };
  };

  # Lets PipeWire ask for the priority that sound without gaps needs.
  security.rtkit.enable = true;

  hardware.bluetooth.enable = true;
}
