{
  host.name = "shells";
  desktop.environment = "gnome";
  users = [
    {
      name = "ada";
      hashedPasswordFile = "/var/lib/nixwiz/ada.passwd";
      shell = "zsh";
    }
    {
      name = "bob";
      sudo = false;
      hashedPasswordFile = "/var/lib/nixwiz/bob.passwd";
      shell = "fish";
    }
  ];
}
