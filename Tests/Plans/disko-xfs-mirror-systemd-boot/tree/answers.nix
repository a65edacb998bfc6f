# The answers that this flake is made from. Change them and run `nixwiz generate`;
# nixwiz-answers(5) and `nixwiz answers example` explain all of them.
{
  format = 2;
  host = {
    name = "pair";
    release = "unstable";
    stateVersion = "26.11";
  };
  disks = {
    source = "disko";
    device = "/dev/disk/by-id/nvme-first";
    mirror = "/dev/disk/by-id/nvme-second";
    layout = "xfs";
    encrypt = false;
  };
  users = [
    {
      hashedPasswordFile = "/var/lib/nixwiz/ada.passwd";
      name = "ada";
    }
  ];
  boot.loader = "systemd-boot";
  llama.enable = false;
}
