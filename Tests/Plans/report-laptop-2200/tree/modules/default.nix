{
  imports = [
    ./boot.nix
    ./desktop.nix
    ./graphics.nix
    ./locale.nix
    ./network.nix
    ./nix.nix
    ./services.nix
    ./system.nix
  ];
}
