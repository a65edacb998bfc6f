{
  boot.loader.grub = {
    enable = true;
    device = "/dev/xvda";
    configurationLimit = 20;
  };
}
