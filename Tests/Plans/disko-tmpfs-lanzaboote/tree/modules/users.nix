{
  users = {
    # / is empty at each start, and with it the list of accounts
    mutableUsers = false;

    users.ada = {
      isNormalUser = true;
      extraGroups = [
        "networkmanager"
        "wheel"
      ];
      hashedPasswordFile = "/var/lib/nixwiz/ada.passwd";
    };
  };
}
