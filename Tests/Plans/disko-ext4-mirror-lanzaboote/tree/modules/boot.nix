{ inputs, pkgs, ... }:
{
  imports = [ inputs.lanzaboote.nixosModules.lanzaboote ];

  boot = {
    lanzaboote = {
      enable = true;
      # The keys that `sbctl create-keys` makes.
      pkiBundle = "/var/lib/sbctl";
      configurationLimit = 20;
      # The second disk starts the system when the first one is lost.
      extraEfiSysMountPoints = [ "/boot-mirror" ];
    };

    loader.efi.canTouchEfiVariables = true;
  };

  environment.systemPackages = [ pkgs.sbctl ];
}
