{
  users.users.ada = {
    isNormalUser = true;
    extraGroups = [
      "networkmanager"
      "wheel"
    ];
    openssh.authorizedKeys.keys = [
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJHl9l8SgyVS9wXuKz5jXQoYJr9jYfpVpZ0mJ9yq1c3F ada@thinkpad"
    ];
  };

  # sudo asks no password: no administrator has a password to type
  security.sudo.wheelNeedsPassword = false;
}
