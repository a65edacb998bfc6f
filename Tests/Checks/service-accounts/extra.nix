# Accounts that services make, with what a configuration adds to them.
{ config, ... }:
{
  services.nginx.enable = true;
  services.jellyfin = {
    enable = true;
    user = "media";
  };
  services.postgresql.enable = true;
  users.users.nginx.extraGroups = [ "acme" ];
  users.users.media.extraGroups = [ "video" "render" ];
  users.users.postgres.openssh.authorizedKeys.keys = [ "ssh-ed25519 AAAA kim" ];
  users.groups.media.members = [ config.users.users.nginx.name config.users.users.caddy.name ];
}
