# The answers that this flake is made from. Change them and run `nixwiz generate`;
# nixwiz-answers(5) and `nixwiz answers example` explain all of them.
{
  format = 2;
  host = {
    name = "bios";
    release = "unstable";
    stateVersion = "26.11";
  };
  disks = {
    root = "/dev/disk/by-label/system";
    rootFileSystem = "xfs";
    swap = "none";
  };
  graphics.driver = "nouveau";
  desktop.environment = "none";
}
