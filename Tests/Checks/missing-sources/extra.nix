# Files that the system copies have to be there; what a service that is off would copy need not.
{ config, ... }:
{
  environment.etc."app.conf".source = ./files/${config.networking.hostName}.conf;
  environment.etc."there.conf".source = ./files/other.conf;
  environment.etc.files.source = ./files;
  services.grafana.provision.datasources.path = ./nowhere.yaml;
  boot.initrd.secrets."/key" = ./later.key;
}
