{
  # Another system starts this one.
  boot.loader.grub.enable = false;
}
