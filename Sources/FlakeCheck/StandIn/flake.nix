{
  description = "A stand-in for nixpkgs that knows its names and types, for checking configurations";
  outputs = { self }: import ./outputs.nix { inherit self; };
}
