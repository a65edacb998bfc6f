{
  imports = [
    ./boot.nix
    ../../../modules/locale.nix
    ./network.nix
    ./nix.nix
    ./system.nix
    ./users.nix
  ];
}
