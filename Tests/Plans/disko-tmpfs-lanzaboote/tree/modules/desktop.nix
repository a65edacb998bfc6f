{
  services = {
    displayManager = {
      # A login screen on the console, which starts the sessions that are installed.
      ly.enable = true;
      defaultSession = "niri";
    };

    pipewire = {
      enable = true;
      alsa.enable = true;
      pulse.enable = true;
    };
  };

  programs.niri.enable = true;

  # Lets PipeWire ask for the priority that sound without gaps needs.
  security.rtkit.enable = true;
}
