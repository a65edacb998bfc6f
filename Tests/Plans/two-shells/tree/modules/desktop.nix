{
  services = {
    desktopManager.gnome.enable = true;
    displayManager.gdm.enable = true;

    pipewire = {
      enable = true;
      alsa.enable = true;
      pulse.enable = true;
    };
  };

  # Lets PipeWire ask for the priority that sound without gaps needs.
  security.rtkit.enable = true;
}
