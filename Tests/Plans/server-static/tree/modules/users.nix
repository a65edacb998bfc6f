{
  users = {
    mutableUsers = false;

    users.root = {
      hashedPasswordFile = "/var/lib/nixwiz/root.passwd";
      openssh.authorizedKeys.keys = [
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAID4j6BYAOVlKM4lPZWThsTSLvXoAiNQsSstz7q7VnACd deploy"
      ];
    };
  };
}
