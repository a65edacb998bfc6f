{
  host.name = "bios";
  desktop.environment = "none";
  graphics.driver = "nouveau";
  disks = {
    root = "/dev/disk/by-label/system";
    rootFileSystem = "xfs";
    swap = "none";
  };
}
