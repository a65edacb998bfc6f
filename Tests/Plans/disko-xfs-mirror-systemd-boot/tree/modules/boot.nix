{ pkgs, ... }:
{
  boot.loader = {
    systemd-boot = {
      enable = true;
      configurationLimit = 20;
      # The second disk starts the system when the first one is lost.
      extraInstallCommands = ''
        if ${pkgs.util-linux}/bin/mountpoint --quiet "/boot-mirror"; then
          ${pkgs.rsync}/bin/rsync --recursive --times --modify-window=1 --delete /boot/ "/boot-mirror"
        fi
      '';
    };
    efi.canTouchEfiVariables = true;
  };
}
