{ inputs, ... }:
{
  imports = [ inputs.home-manager.nixosModules.home-manager ];

  home-manager = {
    useGlobalPkgs = true;
    useUserPackages = true;
    # Files that are in the way are kept under this ending.
    backupFileExtension = "backup";
    extraSpecialArgs = { inherit inputs; };
    users = {
      ada = ../home/ada.nix;
      bob = ../home/bob.nix;
    };
  };
}
