{
  virtualisation = {
    podman = {
      enable = true;
      # `docker` runs podman.
      dockerCompat = true;
      autoPrune.enable = true;
    };
    libvirtd.enable = true;
  };

  programs.virt-manager.enable = true;
}
