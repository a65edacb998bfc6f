{
  host.name = "vault";
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
      name = "ada";
      hashedPasswordFile = "/var/lib/nixwiz/ada.passwd";
    }
  ];
  keyboard.layout = "fr";
}
