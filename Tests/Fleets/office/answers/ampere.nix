{
  host = {
    name = "ampere";
    description = "The machines of the office";
  };
  time.timeZone = "Europe/Berlin";
  keyboard.layout = "de";
  users = [
    {
      name = "ada";
      sshKeys = [
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJAxfHPCEtBlkNpd8hdC4R7WvZpXgGDrqlVWLQ5LPrSK ada"
      ];
    }
  ];
  security.sudoPassword = false;
  llama.enable = true;
  network.ssh = true;
  network.domain = "example.org";
  deploy.tool = "colmena";
}
