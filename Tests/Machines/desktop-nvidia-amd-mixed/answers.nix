{
  host.name = "both";
  users = [
    {
      name = "ada";
      hashedPasswordFile = "/var/lib/nixwiz/ada.passwd";
      sshKeys = [ "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMqXgRLKG73K+sIxs5oj3E2nhu/4FHxOcrmAd4Wv7ki7 ada@example.org" ];
    }
  ];
  llama = {
    model = "/srv/models/gpt-oss-120b.gguf";
    settings = {
      ctx-size = 32768;
      flash-attn = "on";
    };
  };
}
