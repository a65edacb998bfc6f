{
  imports = [
    ./backups.nix
    ./boot.nix
    ./locale.nix
    ./network.nix
    ./nix.nix
    ./system.nix
    ./upgrades.nix
    ./users.nix
    ./virtualisation.nix
  ];
}
