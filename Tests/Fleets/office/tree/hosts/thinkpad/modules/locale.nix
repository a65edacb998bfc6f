{
  time.timeZone = "Europe/Berlin";

  i18n.defaultLocale = "en_US.UTF-8";

  services.xserver.xkb.layout = "de";

  console = {
    # Before the disk password is asked, so that it is typed as the keys say.
    earlySetup = true;
    # The same keys on the text console and at the prompt for a disk password.
    useXkbConfig = true;
  };
}
