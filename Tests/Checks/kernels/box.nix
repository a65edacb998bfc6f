{
  boot.loader.systemd-boot.enable = true;
  fileSystems."/" = {
    device = "/dev/disk/by-label/root";
    fsType = "ext4";
  };
  nixpkgs = {
    config = {
      allowUnfree = true;
      nvidia.acceptLicense = true;
    };
    hostPlatform = "x86_64-linux";
  };
  hardware.nvidia = {
    branch = "legacy_390";
    open = false;
  };
  services.xserver.videoDrivers = [ "nvidia" ];
  system.stateVersion = "26.05";
}
