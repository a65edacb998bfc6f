{
  imports = [
    ./boot.nix
    ./desktop.nix
    ./locale.nix
    ./network.nix
    ./nix.nix
    ./services.nix
    ./system.nix
  ];
}
