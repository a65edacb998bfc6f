{
  users.users.ada = {
    isNormalUser = true;
    extraGroups = [
      "kvm"
      "libvirtd"
      "networkmanager"
      "wheel"
    ];
    hashedPasswordFile = "/var/lib/nixwiz/ada.passwd";
  };
}
