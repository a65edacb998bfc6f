{
  services = {
    displayManager = {
      # A login screen on the console, which starts the sessions that are installed.
      ly.enable = true;
      defaultSession = "sway";
    };

    pipewire = {
      enable = true;
      alsa.enable = true;
      pulse.enable = true;
    };
  };

  programs.sway = {
    enable = true;
    # Sway ends itself on NVIDIA's driver unless it is told to go on.
    extraOptions = [ "--unsupported-gpu" ];
  };

  # Lets PipeWire ask for the priority that sound without gaps needs.
  security.rtkit.enable = true;
}
