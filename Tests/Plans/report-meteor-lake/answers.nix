{
  host.name = "meteor";
  hardware.ipu6 = true;
}
