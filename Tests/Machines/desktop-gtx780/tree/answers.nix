# The answers that this flake is made from. Change them and run `nixwiz generate`;
# nixwiz-answers(5) and `nixwiz answers example` explain all of them.
{
  format = 2;
  host = {
    name = "kepler";
    release = "unstable";
    stateVersion = "26.11";
  };
  users = [
    {
      name = "johannes";
      sshKeys = [
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMqXgRLKG73K+sIxs5oj3E2nhu/4FHxOcrmAd4Wv7ki7 ada@example.org"
      ];
    }
  ];
  graphics.nvidia.acceptLicense = true;
  llama.enable = false;
  desktop.environment = "xfce";
}
