# The answers that this flake is made from. Change them and run `nixwiz generate`;
# nixwiz-answers(5) and `nixwiz answers example` explain all of them.
{
  format = 2;
  host = {
    name = "shells";
    release = "unstable";
    stateVersion = "26.11";
  };
  users = [
    {
      hashedPasswordFile = "/var/lib/nixwiz/ada.passwd";
      name = "ada";
      shell = "zsh";
    }
    {
      hashedPasswordFile = "/var/lib/nixwiz/bob.passwd";
      name = "bob";
      shell = "fish";
      sudo = false;
    }
  ];
  desktop.environment = "gnome";
}
