{
  boot. # Another system starts this one.
  loader.grub.enable = false;
}
