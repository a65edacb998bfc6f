# Outputs that cannot be read at all are told at `outputs`.
{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  outputs =
    { self, nixpkgs }:
    [ nixpkgs ];
}
