{
  hardware = {
    graphics.enable = true;

    nvidia = {
      # NVSwitch needs the fabric manager of the driver for data centres.
      datacenter.enable = true;
      # All cards are of Turing or later
      open = true;
    };
  };
}
