{
  services = {
    xserver = {
      enable = true;
      desktopManager.xfce.enable = true;
      displayManager.lightdm.enable = true;
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
