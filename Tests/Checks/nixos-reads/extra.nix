# What a configuration reads of the modules of NixOS, and of its own.
{ config, lib, utils, ... }:
{
  imports = [
    ./site.nix
    (lib.mkAliasOptionModule [ "site" "remote" ] [ "services" "openssh" "enable" ])
    { options.site.name = lib.mkOption { type = lib.types.str; default = "lab"; }; }
  ];
  site.remote = true;
  programs.steam.enable = true;
  nixpkgs.config.allowUnfreePackages = [ "steam" "steam-unwrapped" ];
  hardware.graphics.enable32Bit = true;
  systemd.services."mount-${utils.escapeSystemdPath "/srv/data"}" = {
    inherit (config.systemd.services.sshd) wantedBy;
    script = utils.escapeSystemdExecArgs [ "echo" (lib.importJSON ./data.json).motto (lib.importTOML ./data.toml).motto ];
  };
  environment.etc.release.source = config.environment.etc."os-release".source;
  # Reading more than is listed shows no more of it.
  environment.etc.people.text = toString (builtins.attrNames (lib.filterAttrs (_: user: user.isNormalUser) config.users.users));
  users.users.web = {
    isSystemUser = true;
    group = "web";
    uid = config.ids.uids.nginx;
  };
  users.groups.web.gid = config.ids.gids.nginx;
  specialisation.travel.configuration =
    { config, ... }:
    {
      environment.etc.host.text = config.networking.hostName;
    };
}
