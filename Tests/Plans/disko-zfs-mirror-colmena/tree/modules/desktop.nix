{ pkgs, ... }:
{
  services = {
    displayManager = {
      # A login screen on the console, which starts the sessions that are installed.
      ly.enable = true;
      defaultSession = "sway";
      autoLogin = {
        enable = true;
        user = "ada";
      };
    };

    pipewire = {
      enable = true;
      alsa.enable = true;
      pulse.enable = true;
    };

    printing.enable = true;
    # Finds printers of the network, which need no driver.
    avahi = {
      enable = true;
      nssmdns4 = true;
    };

    flatpak.enable = true;
  };

  programs = {
    sway = {
      enable = true;
      # Sway ends itself on NVIDIA's driver unless it is told to go on.
      extraOptions = [ "--unsupported-gpu" ];
    };
    steam.enable = true;
    gamemode.enable = true;
  };

  # Lets PipeWire ask for the priority that sound without gaps needs.
  security.rtkit.enable = true;

  fonts.packages = [
    pkgs.noto-fonts
    pkgs.nerd-fonts.jetbrains-mono
    pkgs.nerd-fonts.symbols-only
  ];
}
