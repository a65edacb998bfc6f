# The answers that this flake is made from. Change them and run `nixwiz generate`;
# nixwiz-answers(5) and `nixwiz answers example` explain all of them.
{
  format = 2;
  host = {
    name = "arc";
    release = "unstable";
    stateVersion = "26.11";
  };
  time.timeZone = "Europe/Berlin";
  i18n.locale = "de_DE.UTF-8";
  users = [
    {
      description = "Ada Lovelace";
      hashedPasswordFile = "/var/lib/nixwiz/ada.passwd";
      name = "ada";
    }
  ];
  desktop.environment = "gnome";
  packages.system = [
    "git"
    "firefox"
  ];
}
