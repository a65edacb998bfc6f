{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  outputs =
    { nixpkgs, ... }:
    {
      nixosConfigurations.box = nixpkgs.lib.nixosSystem {
        modules = [
          (
            { pkgs, ... }:
            {
              nixpkgs.hostPlatform = "x86_64-linux";
              boot.loader.grub.device = "nodev";
              fileSystems."/" = {
                device = "/dev/disk/by-label/nixos";
                fsType = "ext4";
              };
              system.stateVersion = "26.05";
              # Names that begin with a low line, a digit or a colon, or hold blanks, are names.
              programs._1password.enable = true;
              services._3proxy.enable = true;
              services.xserver.windowManager."2bwm".enable = true;
              services.akkoma.config.":pleroma".":instance".name = "box";
              services.samba.settings.global."invalid users" = [ "root" ];
              # A change of an option that also changes its type.
              services.gitea.enableUnixSocket = true;
              # What stdenv gives every package.
              environment.etc.flags.text = toString pkgs.hello.cmakeFlags;
              # Still found.
              programs._1pasword.enable = true;
            }
          )
        ];
      };
    };
}
