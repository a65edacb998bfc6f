{
  imports = [
    ./boot.nix
    ./desktop.nix
    ./graphics.nix
    ./llama-cpp.nix
    ./locale.nix
    ./network.nix
    ./nix.nix
    ../../../modules/services.nix
    ./system.nix
    ../../../modules/users.nix
  ];
}
