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
      # Amazon EC2 shows the serial console
      "console=tty0"
      "console=ttyS0,115200n8"
      # Amazon's disks may be slow without being broken
      "nvme_core.io_timeout=4294967295"
    ];
  };
}
