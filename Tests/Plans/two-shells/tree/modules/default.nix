{
  imports = [
    ./boot.nix
    ./desktop.nix
    ./locale.nix
    ./network.nix
    ./nix.nix
    ./system.nix
    ./users.nix
  ];
}
