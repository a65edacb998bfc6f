# The answers that this flake is made from. Change them and run `nixwiz generate`;
# nixwiz-answers(5) and `nixwiz answers example` explain all of them.
{
  format = 2;
  host = {
    name = "ampere";
    release = "unstable";
    stateVersion = "26.11";
  };
  time.timeZone = "Europe/Vienna";
  i18n = {
    locale = "en_GB.UTF-8";
    formats = "de_AT.UTF-8";
  };
  users = [
    {
      description = "Marie Ampère";
      hashedPasswordFile = "/var/lib/nixwiz/marie.passwd";
      name = "marie";
      shell = "zsh";
    }
  ];
  llama.model = "ggml-org/gpt-oss-20b-GGUF";
  nix.caches = [ "nixos-cuda" ];
}
