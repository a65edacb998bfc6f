{

  hardware.bluetooth.enable = true;
}
