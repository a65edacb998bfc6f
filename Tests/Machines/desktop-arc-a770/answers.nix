{
  host.name = "arc";
  time.timeZone = "Europe/Berlin";
  i18n.locale = "de_DE.UTF-8";
  users = [
    {
      name = "ada";
      description = "Ada Lovelace";
      hashedPasswordFile = "/var/lib/nixwiz/ada.passwd";
    }
  ];
  desktop.environment = "gnome";
  packages.system = [
    "git"
    "firefox"
  ];
}
