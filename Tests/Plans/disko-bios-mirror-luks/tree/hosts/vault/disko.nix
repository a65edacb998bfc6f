# `disko --mode destroy,format,mount --flake .#vault`
# erases the disks below and makes this layout; nixwiz itself never formats.
{
  disko.devices = {
    disk = {
      first = {
        type = "disk";
        device = "/dev/disk/by-id/ata-first";
        content = {
          type = "gpt";
          partitions = {
            grub = {
              size = "1M";
              type = "EF02";
            };
            boot = {
              size = "1G";
              content = {
                type = "mdraid";
                name = "boot";
              };
            };
            swap = {
              size = "8G";
              content = {
                type = "swap";
                # A new key at each start: what was swapped out cannot be read afterwards.
                randomEncryption = true;
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
        device = "/dev/disk/by-id/ata-second";
        content = {
          type = "gpt";
          partitions = {
            grub = {
              size = "1M";
              type = "EF02";
            };
            boot = {
              size = "1G";
              content = {
                type = "mdraid";
                name = "boot";
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

    mdadm = {
      boot = {
        type = "mdadm";
        level = 1;
        # The superblock at the end, so that GRUB sees a plain file system.
        metadata = "1.0";
        content = {
          type = "filesystem";
          format = "ext4";
          mountpoint = "/boot";
        };
      };
      root = {
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
  };
}
