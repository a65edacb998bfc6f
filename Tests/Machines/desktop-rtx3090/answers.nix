{
  host.name = "ampere";
  time.timeZone = "Europe/Vienna";
  i18n.locale = "en_GB.UTF-8";
  i18n.formats = "de_AT.UTF-8";
  users = [
    {
      name = "marie";
      description = "Marie Ampère";
      hashedPasswordFile = "/var/lib/nixwiz/marie.passwd";
      shell = "zsh";
    }
  ];
  nix.caches = [ "nixos-cuda" ];
  llama.model = "ggml-org/gpt-oss-20b-GGUF";
}
