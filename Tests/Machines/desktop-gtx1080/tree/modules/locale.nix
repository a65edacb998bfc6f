{
  time.timeZone = "Europe/Paris";

  i18n.defaultLocale = "fr_FR.UTF-8";

  services.xserver.xkb = {
    layout = "fr";
    variant = "oss";
  };

  # The same keys on the text console and at the prompt for a disk password.
  console.useXkbConfig = true;
}
