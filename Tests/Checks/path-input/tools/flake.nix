{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  outputs = { self, nixpkgs }: { nixosModules.default = { services.fwupd.enable = "yes"; }; };
}
