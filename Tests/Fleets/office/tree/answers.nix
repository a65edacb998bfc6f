# The answers that this flake is made from. Change them and run `nixwiz generate`;
# nixwiz-answers(5) and `nixwiz answers example` explain all of them.
{
  format = 2;
  host = {
    name = "ampere";
    description = "The machines of the office";
    release = "unstable";
    stateVersion = "26.11";
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
  network = {
    domain = "example.org";
    ssh = true;
  };
  deploy.tool = "colmena";
}
