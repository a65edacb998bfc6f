{
  host.name = "cloud";
  users = [
    {
      name = "ada";
      sshKeys = [ "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMqXgRLKG73K+sIxs5oj3E2nhu/4FHxOcrmAd4Wv7ki7 ada@example.org" ];
    }
  ];
}
