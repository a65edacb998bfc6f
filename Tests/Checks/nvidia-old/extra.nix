{ pkgs, ... }:
{
  boot.kernelPackages = pkgs.linuxPackages_6_12;
  hardware.nvidia = {
    branch = "legacy_390";
    open = false;
    dynamicBoost.enable = true;
    powerManagement.enable = true;
    prime = {
      offload.enable = true;
      intelBusId = "PCI:0:2:0";
      nvidiaBusId = "PCI:1:0:0";
    };
  };
  nixpkgs.config = {
    allowUnfreePackages = [
      "nvidia-kernel-modules"
      "nvidia-settings"
      "nvidia-x11"
    ];
    nvidia.acceptLicense = true;
  };
  services.xserver.videoDrivers = [ "nvidia" ];
}
