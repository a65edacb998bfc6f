{
  host.name = "pair";
  disks = {
    source = "disko";
    device = "/dev/disk/by-id/nvme-first";
    mirror = "/dev/disk/by-id/nvme-second";
    layout = "xfs";
    encrypt = false;
  };
  boot.loader = "systemd-boot";
  llama.enable = false;
  users = [
    {
      name = "ada";
      hashedPasswordFile = "/var/lib/nixwiz/ada.passwd";
    }
  ];
}
