# `disko --mode destroy,format,mount --flake .#tt`
# erases the disks below and makes this layout; nixwiz itself never formats.
{
  disko.devices = {
    disk.main = {
      type = "disk";
      device = "/dev/disk/by-id/a";
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
          root = {
            size = "100%";
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
                "/var" = {
                  mountpoint = "/var";
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

    # Empty at each start: what is to stay lies in /home, /nix and /var.
    nodev."/" = {
      fsType = "tmpfs";
      mountOptions = [
        "mode=755"
        "size=25%"
      ];
    };
  };
}
