# The answers that this flake is made from. Change them and run `nixwiz generate`;
# nixwiz-answers(5) and `nixwiz answers example` explain all of them.
{
  format = 2;
  host = {
    name = "strix";
    release = "unstable";
    stateVersion = "26.11";
  };
  users = [
    {
      hashedPasswordFile = "/var/lib/nixwiz/ada.passwd";
      name = "ada";
    }
  ];
  network.ssh = true;
  home = {
    enable = true;
    mode = "standalone";
  };
  deploy.tool = "deploy-rs";
}
