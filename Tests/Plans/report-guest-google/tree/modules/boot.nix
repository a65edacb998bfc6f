{
  boot = {
    loader = {
      systemd-boot = {
        enable = true;
        configurationLimit = 20;
      };
      efi.canTouchEfiVariables = true;
    };

    kernelParams = [
      # Google Compute Engine shows the serial console
      "console=tty0"
      "console=ttyS0,115200n8"
    ];
  };
}
