{
  host.name = "twins";
  disks = {
    source = "disko";
    device = "/dev/disk/by-id/nvme-first";
    mirror = "/dev/disk/by-id/nvme-second";
    layout = "btrfs";
    encrypt = true;
  };
  boot.loader = "grub";
  desktop.environment = "hyprland";
  users = [
    {
      name = "ada";
      hashedPasswordFile = "/var/lib/nixwiz/ada.passwd";
    }
  ];
}
