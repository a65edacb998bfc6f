{ config, ... }:
{
  boot.loader.systemd-boot.enable = true;
  fileSystems."/" = {
    device = "/dev/disk/by-label/root";
    fsType = "ext4";
  };
  nixpkgs = {
    config.allowUnfree = true;
    hostPlatform = "x86_64-linux";
  };
  hardware.nvidia = {
    open = true;
    package = config.boot.kernelPackages.nvidiaPackages.production;
  };
  services = {
    xserver.videoDrivers = [ "nvidia" ];
    llama-cpp = {
      enable = true;
      host = "127.0.0.1";
      model = "/var/lib/models/a.gguf";
      extraFlags = [ "--jinja" ];
    };
  };
  system.stateVersion = "25.11";
}
