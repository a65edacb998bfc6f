{
  host.name = "santa-rosa";
  keyboard.layout = "de";
  keyboard.console = "de-latin1-nodeadkeys";
}
