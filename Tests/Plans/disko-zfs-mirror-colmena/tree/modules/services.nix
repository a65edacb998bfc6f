{
  services = {
    tlp.enable = true;
    # Desktops switch it on, and the two exclude each other.
    power-profiles-daemon.enable = false;
    zfs.autoScrub.enable = true;
  };

  programs = {
    nix-ld.enable = true;
    gnupg.agent = {
      enable = true;
      enableSSHSupport = true;
    };
  };
}
