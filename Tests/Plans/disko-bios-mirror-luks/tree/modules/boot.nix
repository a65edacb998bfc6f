{
  boot.loader.grub = {
    enable = true;
    configurationLimit = 20;
  };
}
