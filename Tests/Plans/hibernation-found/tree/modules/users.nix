{
  users.users.root = {
    hashedPasswordFile = "/var/lib/nixwiz/root.passwd";
    openssh.authorizedKeys.keys = [
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJHl9l8SgyVS9wXuKz5jXnixwizfixtureAAAAAAAAAA deploy"
    ];
  };
}
