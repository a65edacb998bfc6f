{
  users.users = {
    ada = {
      isNormalUser = true;
      extraGroups = [
        "libvirtd"
        "wheel"
      ];
      hashedPasswordFile = "/var/lib/nixwiz/ada.passwd";
    };
    bob.isNormalUser = true;
  };
}
