{
  users.users.ada = {
    isNormalUser = true;
    extraGroups = [
      "networkmanager"
      "wheel"
    ];
    openssh.authorizedKeys.keys = [
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJAxfHPCEtBlkNpd8hdC4R7WvZpXgGDrqlVWLQ5LPrSK ada"
    ];
  };

  # sudo asks no password: answered
  security.sudo.wheelNeedsPassword = false;
}
