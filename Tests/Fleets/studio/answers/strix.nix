{
  host = {
    name = "strix";
    release = "unstable";
  };
  users = [
    {
      name = "ada";
      hashedPasswordFile = "/var/lib/nixwiz/ada.passwd";
    }
  ];
  home = {
    enable = true;
    mode = "standalone";
  };
  network.ssh = true;
  deploy.tool = "deploy-rs";
}
