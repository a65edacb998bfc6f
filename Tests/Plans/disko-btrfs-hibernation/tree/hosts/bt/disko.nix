# `disko --mode destroy,format,mount --flake .#bt`
# erases the disks below and makes this layout; nixwiz itself never formats.
{
  disko.devices.disk.main = {
    type = "disk";
    device = "/dev/disk/by-id/nvme-x";
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
            mountOptions = [ "umask=0077" ];
          };
        };
        swap = {
          size = "64G";
          content = {
            type = "luks";
            name = "cryptswap";
            # Lets the disk know which blocks are free, which an observer of the raw disk sees too.
            settings.allowDiscards = true;
            content = {
              type = "swap";
              resumeDevice = true;
            };
          };
        };
        root = {
          size = "100%";
          content = {
            type = "luks";
            name = "cryptroot";
            # Lets the disk know which blocks are free, which an observer of the raw disk sees too.
            settings.allowDiscards = true;
            content = {
              type = "btrfs";
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
}
