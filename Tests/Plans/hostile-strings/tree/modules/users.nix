{
  users.users.ada = {
    isNormalUser = true;
    description = "a\"b\${c}''d\\n";
    extraGroups = [ "wheel" ];
    hashedPasswordFile = "/var/lib/a\"b\${c}''d\\n.passwd";
  };
}
