{ pkgs, ... }:
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

  # The first configuration of the session starts these and does not bring them.
  environment.systemPackages = [
    pkgs.alacritty
    pkgs.fuzzel
  ];

  # Lets PipeWire ask for the priority that sound without gaps needs.
  security.rtkit.enable = true;
}
