{
  host.name = "sleeper";
  disks.hibernate = true;
  services.set = [
    "earlyoom"
    "fwupd"
    "smartd"
  ];
  security = {
    rootPasswordFile = "/var/lib/nixwiz/root.passwd";
    rootKeys = [ "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJHl9l8SgyVS9wXuKz5jXnixwizfixtureAAAAAAAAAA deploy" ];
  };
}
