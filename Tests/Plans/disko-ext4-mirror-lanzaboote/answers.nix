{
  host.name = "pair";
  disks = {
    source = "disko";
    device = "/dev/disk/by-id/nvme-first";
    mirror = "/dev/disk/by-id/nvme-second";
    layout = "ext4";
    encrypt = true;
  };
  boot.loader = "lanzaboote";
  llama.enable = false;
  users = [
    {
      name = "ada";
      hashedPasswordFile = "/var/lib/nixwiz/ada.passwd";
    }
  ];
}
