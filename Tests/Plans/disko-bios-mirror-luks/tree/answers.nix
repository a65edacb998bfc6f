# The answers that this flake is made from. Change them and run `nixwiz generate`;
# nixwiz-answers(5) and `nixwiz answers example` explain all of them.
{
  format = 2;
  host = {
    name = "vault";
    release = "unstable";
    stateVersion = "26.11";
  };
  keyboard.layout = "fr";
  disks = {
    source = "disko";
    device = "/dev/disk/by-id/ata-first";
    mirror = "/dev/disk/by-id/ata-second";
    layout = "ext4";
    encrypt = true;
    swap = "partition";
    swapSize = 8;
  };
  users = [
    {
      hashedPasswordFile = "/var/lib/nixwiz/ada.passwd";
      name = "ada";
    }
  ];
}
