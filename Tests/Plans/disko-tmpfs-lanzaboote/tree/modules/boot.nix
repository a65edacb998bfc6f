{ inputs, pkgs, ... }:
{
  imports = [ inputs.lanzaboote.nixosModules.lanzaboote ];

  boot = {
    lanzaboote = {
      enable = true;
      # The keys that `sbctl create-keys` makes.
      pkiBundle = "/var/lib/sbctl";
      configurationLimit = 20;
    };

    loader = {
      timeout = 0;
      efi.canTouchEfiVariables = true;
    };

    # A picture in place of the messages of the kernel; errors are shown all the same.
    plymouth.enable = true;
    consoleLogLevel = 3;
    initrd.verbose = false;

    kernelParams = [
      "quiet"
      # /etc is in memory: logs and DHCP know the machine by this number
      "systemd.machine_id=firmware"
    ];
  };

  environment.systemPackages = [ pkgs.sbctl ];
}
