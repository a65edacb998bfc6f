{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/" + "nixos-unstable";
  inputs.home.url = "github:nix-community/home-manager";
  inputs.home.inputs.nixpkgs.follows = "nixpkg";
  inptus = { };
  outputs = { self, nixpkgs }: { };
}
