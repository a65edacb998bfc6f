{
  boot = {
    # Another system starts this one.
    loader.grub.enable = false;

    kernelParams = [
      # Google Compute Engine shows the serial console
      "console=tty0"
      "console=ttyS0,115200n8"
    ];
  };
}
