{
  users.users.ada = {
    isNormalUser = true;
    extraGroups = [
      "libvirtd"
      "networkmanager"
      "render"
      "video"
      "wheel"
    ];
    hashedPasswordFile = "/var/lib/nixwiz/ada.passwd";
  };
}
