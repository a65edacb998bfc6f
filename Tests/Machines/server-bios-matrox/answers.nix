{
  host.name = "r710";
  users = [
    {
      name = "ada";
      sshKeys = [ "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMqXgRLKG73K+sIxs5oj3E2nhu/4FHxOcrmAd4Wv7ki7 ada@example.org" ];
    }
  ];
  llama.enable = false;
  nix.gc = "monthly";
}
