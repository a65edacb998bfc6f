{ inputs, pkgs, ... }:
{
  boot.loader.systemd-boot.enable = true;
  environment.systemPackages = [
    ((pkgs.callPackage "${inputs.tools}/nix/scope.nix" { }).overrideScope (
      _: previous: { tool = previous.tool.override { fast = true; }; }
    )).tool
  ];
  fileSystems."/" = {
    device = "/dev/disk/by-label/root";
    fsType = "ext4";
  };
  nixpkgs.hostPlatform = "x86_64-linux";
  system.stateVersion = "26.11";
}
