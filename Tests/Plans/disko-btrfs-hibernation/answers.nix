{
  host.name = "bt";
  disks = {
    source = "disko";
    device = "/dev/disk/by-id/nvme-x";
    layout = "btrfs";
    encrypt = true;
    swap = "partition";
    hibernate = true;
    swapSize = 64;
  };
  keyboard.layout = "de";
  users = [
    {
      name = "ada";
      hashedPasswordFile = "/var/lib/nixwiz/ada.passwd";
    }
  ];
}
