{
  users.users.david = {
    isNormalUser = true;
    extraGroups = [
      "networkmanager"
      "wheel"
    ];
    hashedPasswordFile = "/var/lib/nixwiz/david.passwd";
  };
}
