{
  users.users.ada = {
    isNormalUser = true;
    description = "Ada Lovelace";
    extraGroups = [
      "networkmanager"
      "wheel"
    ];
    hashedPasswordFile = "/var/lib/nixwiz/ada.passwd";
  };
}
