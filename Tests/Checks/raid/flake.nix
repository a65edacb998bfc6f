{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  outputs =
    { nixpkgs, ... }:
    let
      host = raid: nixpkgs.lib.nixosSystem { modules = [ ./box.nix { boot.swraid = raid; } ]; };
    in
    {
      nixosConfigurations = {
        silent = host { enable = true; };
        told = host {
          enable = true;
          mdadmConf = ''
            HOMEHOST <ignore>
            MAILADDR root
          '';
        };
        none = host { };
      };
    };
}
