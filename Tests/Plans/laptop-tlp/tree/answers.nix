# The answers that this flake is made from. Change them and run `nixwiz generate`;
# nixwiz-answers(5) and `nixwiz answers example` explain all of them.
{
  format = 2;
  host = {
    name = "quiet";
    release = "unstable";
    stateVersion = "26.11";
  };
  hardware = {
    profile = "";
    power = "tlp";
    fingerprint = false;
  };
  graphics = {
    prime = "reverse-sync";
    early = true;
  };
}
