{
  host.name = "upstream";
  desktop.environment = "none";
  llama = {
    source = "upstream";
    acceleration = "rocm";
    instance = "override";
    rocmTargets = [
      "gfx1100"
      "gfx1101"
    ];
  };
}
