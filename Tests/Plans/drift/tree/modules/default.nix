{
  imports = [
    ./boot.nix
    ./desktop.nix
    ./drift.nix
    ./graphics.nix
    ./locale.nix
    ./network.nix
    ./nix.nix
    ./services.nix
    ./system.nix
  ];
}
