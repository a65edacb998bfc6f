# What follows an input of an input needs that one to be there: nixpkgs has none.
{
  inputs = {
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
    lab.url = "path:./lab";
    lab.inputs.nixpkgs.follows = "nixpkgs/stable";
    tools.url = "path:./tools";
    tools.inputs.nixpkgs.follows = "lab/nixpkgs";
    tools.inputs.more.follows = "lab/others";
  };
  outputs = { self, nixpkgs, lab, tools }: { };
}
