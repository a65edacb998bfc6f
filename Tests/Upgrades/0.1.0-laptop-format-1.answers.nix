# Mine: all answers of carbon.
{
  format = 2;
  host = {
    name = "carbon"; # Mine: as on the sticker
    release = "unstable";
    stateVersion = "26.11";
  };
  hardware.fingerprint = false;
  desktop = {
    environment = "xfce";
    # Mine: it never knew my finger.
    # Mine: try again next year
  };
  network.ssh = true;
  packages.system = [
    "git" # Mine: for everything
    # Mine: an editor, too.
    "vim"
  ];
  # Mine: how systems get here.
  deploy.tool = "colmena"; # Mine: over ssh
}
