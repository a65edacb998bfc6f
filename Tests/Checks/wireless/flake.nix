{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  outputs =
    { nixpkgs, ... }:
    let
      host =
        module:
        nixpkgs.lib.nixosSystem {
          modules = [
            ./box.nix
            module
          ];
        };
    in
    {
      nixosConfigurations = {
        # GNOME starts NetworkManager.
        both = host { services.desktopManager.gnome.enable = true; };
        one = host {
          services.desktopManager.gnome.enable = true;
          networking.networkmanager.enable = false;
        };
        shared = host {
          networking.networkmanager = {
            enable = true;
            unmanaged = [ "wlan0" ];
          };
        };
        plasma = host { services.desktopManager.plasma6.enable = true; };
      };
    };
}
