{
  services = {
    fwupd.enable = true;
    smartd.enable = true;
    earlyoom.enable = true;
  };
}
