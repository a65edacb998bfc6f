{
  host.name = "grub";
  desktop.environment = "none";
  boot = {
    loader = "grub";
    kernel = "latest";
    touchEfi = false;
    generations = 5;
  };
}
