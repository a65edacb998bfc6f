{
  imports = [
    ./boot.nix
    ./llama-cpp.nix
    ./locale.nix
    ./network.nix
    ./nix.nix
    ./system.nix
    ./users.nix
  ];
}
