{
  virtualisation.docker = {
    enable = true;
    autoPrune.enable = true;
  };
}
