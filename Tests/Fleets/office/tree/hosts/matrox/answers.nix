# The answers of this host alone. Those that hold for all hosts are in ../../answers.nix, and an
# answer here comes before one there.
{
  format = 2;
  host = {
    name = "matrox";
    stateVersion = "26.11";
  };
  network.addresses = [
    {
      addresses = [ "192.0.2.10/24" ];
      gateways = [ "192.0.2.1" ];
      interface = "eno1";
    }
  ];
  services.backup = {
    repository = "/mnt/backups";
    passwordFile = "/var/lib/nixwiz/backup.key";
  };
}
