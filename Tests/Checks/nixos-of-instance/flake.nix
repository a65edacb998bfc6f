{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  outputs =
    { self, nixpkgs }:
    {
      nixosConfigurations.box = nixpkgs.legacyPackages.x86_64-linux.nixos {
        boot.loader.systemd-boot.enable = true;
        fileSystems."/" = {
          device = "/dev/disk/by-label/root";
          fsType = "ext4";
        };
        services.openssh.enabel = true;
        system.stateVersion = "26.05";
      };
    };
}
