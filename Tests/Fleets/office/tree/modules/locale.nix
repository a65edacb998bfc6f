{
  time.timeZone = "Europe/Berlin";

  i18n.defaultLocale = "en_US.UTF-8";

  services.xserver.xkb.layout = "de";

  # The same keys on the text console and at the prompt for a disk password.
  console.useXkbConfig = true;
}
