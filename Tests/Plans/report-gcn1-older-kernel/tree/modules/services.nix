{
  services.fwupd.enable = true;
}
