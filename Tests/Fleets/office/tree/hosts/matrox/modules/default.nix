{
  imports = [
    ./backups.nix
    ./boot.nix
    ./llama-cpp.nix
    ../../../modules/locale.nix
    ./network.nix
    ./nix.nix
    ../../../modules/services.nix
    ./system.nix
    ./users.nix
  ];
}
