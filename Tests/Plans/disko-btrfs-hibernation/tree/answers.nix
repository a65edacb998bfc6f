# The answers that this flake is made from. Change them and run `nixwiz generate`;
# nixwiz-answers(5) and `nixwiz answers example` explain all of them.
{
  format = 2;
  host = {
    name = "bt";
    release = "unstable";
    stateVersion = "26.11";
  };
  keyboard.layout = "de";
  disks = {
    source = "disko";
    device = "/dev/disk/by-id/nvme-x";
    layout = "btrfs";
    encrypt = true;
    swap = "partition";
    swapSize = 64;
    hibernate = true;
  };
  users = [
    {
      hashedPasswordFile = "/var/lib/nixwiz/ada.passwd";
      name = "ada";
    }
  ];
}
