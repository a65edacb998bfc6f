{
  services = {
    displayManager = {
      # A login screen on the console, which starts the sessions that are installed.
      ly.enable = true;
      defaultSession = "hyprland";
    };

    pipewire = {
      enable = true;
      alsa.enable = true;
      pulse.enable = true;
    };
  };

  programs.hyprland.enable = true;

  # Lets PipeWire ask for the priority that sound without gaps needs.
  security.rtkit.enable = true;
}
