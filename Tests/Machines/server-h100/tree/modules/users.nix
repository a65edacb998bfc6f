{
  users.users.grace = {
    isNormalUser = true;
    extraGroups = [ "wheel" ];
    openssh.authorizedKeys.keys = [
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAID4j6BYAOVlKM4lPZWThsTSLvXoAiNQsSstz7q7VnACd grace@example.org"
    ];
  };

  # sudo asks no password: no administrator has a password to type
  security.sudo.wheelNeedsPassword = false;
}
