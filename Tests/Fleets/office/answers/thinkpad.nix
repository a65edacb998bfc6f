{
  # The kiosk wants another desktop than the others have.
  desktop.environment = "xfce";
}
