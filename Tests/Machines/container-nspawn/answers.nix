{
  host.name = "egg";
}
