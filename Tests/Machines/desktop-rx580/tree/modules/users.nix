{
  users.users.ada = {
    isNormalUser = true;
    extraGroups = [ "wheel" ];
    openssh.authorizedKeys.keys = [
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMqXgRLKG73K+sIxs5oj3E2nhu/4FHxOcrmAd4Wv7ki7 ada@example.org"
    ];
  };

  # sudo asks no password: no administrator has a password to type
  security.sudo.wheelNeedsPassword = false;
}
