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

  # Containers may use the cards: `--device nvidia.com/gpu=all`.
  hardware.nvidia-container-toolkit.enable = true;

  programs.virt-manager.enable = true;
}
