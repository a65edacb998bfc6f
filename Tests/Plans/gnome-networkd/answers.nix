{
  host.name = "kiosk";
  desktop.environment = "gnome";
  network = {
    manager = "networkd";
    wifi = [ { ssid = "Home"; } ];
  };
}
