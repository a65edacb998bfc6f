{
  host.name = "tiles";
  desktop.environment = "sway";
}
