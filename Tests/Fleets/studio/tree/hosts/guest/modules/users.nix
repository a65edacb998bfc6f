{
  users.users.ada = {
    isNormalUser = true;
    extraGroups = [ "wheel" ];
    hashedPasswordFile = "/var/lib/nixwiz/ada.passwd";
  };
}
