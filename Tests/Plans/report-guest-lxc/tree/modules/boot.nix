{
  boot.loader = {
    # Another system starts this one.
    grub.enable = false;
    # LXC starts /sbin/init, which has to be that of the newest generation.
    initScript.enable = true;
  };
}
