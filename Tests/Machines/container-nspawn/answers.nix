{
  format = 2;
  host.name = "egg";
}
