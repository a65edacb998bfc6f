{
  host.name = "quiet";
  hardware = {
    power = "tlp";
    fingerprint = false;
    profile = "";
  };
  graphics = {
    early = true;
    prime = "reverse-sync";
  };
}
