{
  imports = [
    ./boot.nix
    ./desktop.nix
    ./graphics.nix
    ./locale.nix
    ./network.nix
    ./nix.nix
    ./system.nix
    ./users.nix
  ];
}
