{
  hardware = {
    graphics.enable = true;
  };
}
