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

    printing.enable = true;
    # Finds printers of the network, which need no driver.
    avahi = {
      enable = true;
      nssmdns4 = true;
    };
  };

  # Lets PipeWire ask for the priority that sound without gaps needs.
  security.rtkit.enable = true;

  hardware.bluetooth.enable = true;
}
