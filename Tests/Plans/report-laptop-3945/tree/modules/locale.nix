{
  time.timeZone = "UTC";

  i18n.defaultLocale = "en_US.UTF-8";

  services.xserver.xkb.layout = "de";

  console.keyMap = "de-latin1-nodeadkeys";
}
