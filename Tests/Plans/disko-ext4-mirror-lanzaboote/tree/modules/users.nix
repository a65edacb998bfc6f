{
  users.users.ada = {
    isNormalUser = true;
    extraGroups = [
      "networkmanager"
      "wheel"
    ];
    hashedPasswordFile = "/var/lib/nixwiz/ada.passwd";
  };
}
