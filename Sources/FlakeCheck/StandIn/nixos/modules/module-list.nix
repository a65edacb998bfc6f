# The modules of the stand-in: what configurations read of a system, and the rules they must keep.
{
  imports = [
    ./misc/nixpkgs.nix
    ./base.nix
    ./rules/boot.nix
    ./rules/graphics.nix
    ./rules/llama-cpp.nix
    ./rules/network.nix
    ./rules/users.nix
    ./rules/settings.nix
  ];
}
