{
  graphics.nvidia.acceptLicense = true;
  host.name = "xps";
}
