# The answers that this flake is made from. Change them and run `nixwiz generate`;
# nixwiz-answers(5) and `nixwiz answers example` explain all of them.
{
  format = 2;
  host = {
    name = "sleeper";
    release = "unstable";
    stateVersion = "26.11";
  };
  disks.hibernate = true;
  security = {
    rootPasswordFile = "/var/lib/nixwiz/root.passwd";
    rootKeys = [
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJHl9l8SgyVS9wXuKz5jXnixwizfixtureAAAAAAAAAA deploy"
    ];
  };
  services.set = [
    "earlyoom"
    "fwupd"
    "smartd"
  ];
}
