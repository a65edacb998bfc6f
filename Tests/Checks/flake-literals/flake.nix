{
  description = "a" + "b";
  edition = 2021;
  nixConfig = {
    max-jobs.small = 1;
    cores = 2;
    extra-experimental-features = [ "flakes" ("nix" + "-command") ];
  };
  inputs = {
    nixpkgs = "github:NixOS/nixpkgs/nixos-unstable";
    home = { ulr = "github:nix-community/home-manager"; };
    disko.url = 5;
    disko.flake = "false";
    disko.inputs.nixpkgs = "nixpkgs";
    sops.inputs.nixpkgs.follows = [ "nixpkgs" ];
    self.submodule = true;
  };
  outputs = import ./outputs.nix;
}
