{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  inputs.more.url = "path:../lab";
  outputs = _: { };
}
