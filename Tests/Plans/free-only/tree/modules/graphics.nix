{
  hardware.graphics.enable = true;
}
