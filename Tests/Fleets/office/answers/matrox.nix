{
  services.backup = {
    repository = "/mnt/backups";
    passwordFile = "/var/lib/nixwiz/backup.key";
  };
  network.addresses = [
    {
      interface = "eno1";
      addresses = [ "192.0.2.10/24" ];
      gateways = [ "192.0.2.1" ];
    }
  ];
}
