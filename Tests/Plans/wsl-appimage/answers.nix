{
  host.name = "tux";
  services.set = [ "appimage" ];
}
