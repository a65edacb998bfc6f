{
  imports = [
    ./boot.nix
    ./desktop.nix
    ./graphics.nix
    ./llama-cpp.nix
    ./locale.nix
    ./network.nix
    ./nix.nix
    ./services.nix
    ./system.nix
  ];
}
