# `disko --mode destroy,format,mount --flake .#twins`
# erases the disks below and makes this layout; nixwiz itself never formats.
{
  disko.devices.disk = {
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
              type = "luks";
              name = "cryptroot-first";
              # Lets the disk know which blocks are free, which an observer of the raw disk sees too.
              settings.allowDiscards = true;
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
              type = "luks";
              name = "cryptroot-second";
              # Lets the disk know which blocks are free, which an observer of the raw disk sees too.
              settings.allowDiscards = true;
              content = {
                type = "btrfs";
                extraArgs = [
                  "-d"
                  "raid1"
                  "-m"
                  "raid1"
                  "/dev/mapper/cryptroot-first"
                ];
                subvolumes = {
                  "/home" = {
                    mountpoint = "/home";
                    mountOptions = [
                      "compress=zstd"
                      "noatime"
                    ];
                  };
                  "/nix" = {
                    mountpoint = "/nix";
                    mountOptions = [
                      "compress=zstd"
                      "noatime"
                    ];
                  };
                  "/root" = {
                    mountpoint = "/";
                    mountOptions = [
                      "compress=zstd"
                      "noatime"
                    ];
                  };
                  "/log" = {
                    mountpoint = "/var/log";
                    mountOptions = [
                      "compress=zstd"
                      "noatime"
                    ];
                  };
                };
              };
            };
          };
        };
      };
    };
  };
}
