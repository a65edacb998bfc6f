{
  inputs = {
    nixpkgs.url = "githb:NixOS/nixpkgs/nixos-unstable";
    mine.url = "git@example.org:me/mine";
    half.url = "github:NixOS";
    branch.url = "github:me/mine#main";
    both = { url = "github:me/mine"; follows = "mine"; };
    owned = { type = "github"; repo = "mine"; };
    typo = { type = "gihub"; owner = "me"; repo = "mine"; };
    with-dir = { url = "github:me/mine"; dir = "nix"; };
    a.follows = "b";
    b.follows = "a";
    lab.url = "path:./lab";
    lab.inputs.nixpkgs.follows = "lab/nixpkgs";
  };
  outputs = { self, nixpkgs, ... }: { };
}
