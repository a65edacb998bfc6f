# `disko --mode destroy,format,mount --flake .#pair`
# erases the disks below and makes this layout; nixwiz itself never formats.
{
  disko.devices = {
    disk = {
      first = {
        type = "disk";
        device = "/dev/disk/by-id/nvme-first";
        content = {
          type = "gpt";
          partitions = {
            ESP = {
              size = "1G";
              type = "EF00";
              content = {
                type = "filesystem";
                format = "vfat";
                mountpoint = "/boot";
                # The system starts without this disk too.
                mountOptions = [
                  "umask=0077"
                  "nofail"
                ];
              };
            };
            root = {
              size = "100%";
              content = {
                type = "mdraid";
                name = "root";
              };
            };
          };
        };
      };
      second = {
        type = "disk";
        device = "/dev/disk/by-id/nvme-second";
        content = {
          type = "gpt";
          partitions = {
            ESP = {
              size = "1G";
              type = "EF00";
              content = {
                type = "filesystem";
                format = "vfat";
                mountpoint = "/boot-mirror";
                # The system starts without this disk too.
                mountOptions = [
                  "umask=0077"
                  "nofail"
                ];
              };
            };
            root = {
              size = "100%";
              content = {
                type = "mdraid";
                name = "root";
              };
            };
          };
        };
      };
    };

    mdadm.root = {
      type = "mdadm";
      level = 1;
      content = {
        type = "luks";
        name = "cryptroot";
        # Lets the disk know which blocks are free, which an observer of the raw disk sees too.
        settings.allowDiscards = true;
        content = {
          type = "filesystem";
          format = "ext4";
          mountpoint = "/";
        };
      };
    };
  };
}
