{
  boot.lanzaboote = {
    enable = true;
    pkiBundle = "/var/lib/sbctl";
  };
  age = {
    identityPaths = [ "/var/lib/key" ];
    secrets.token.file = "/var/lib/token.age";
  };
  sops = {
    age.keyFile = "/var/lib/key";
    secrets.password = {
      sopsFile = "/var/lib/secrets.yaml";
      owner = "ada";
    };
  };
  home-manager = {
    useGlobalPkgs = true;
    users.ada = {
      home.stateVersion = "26.11";
      programs.anything.works = true;
    };
  };
  disko.devices.disk.main = {
    device = "/dev/vda";
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
          };
        };
        root = {
          size = "100%";
          content = {
            type = "luks";
            name = "crypted";
            content = {
              type = "btrfs";
              subvolumes."/root".mountpoint = "/";
              subvolumes."/home" = {
                mountpoint = "/home";
                mountOptions = [ "compress=zstd" ];
              };
            };
          };
        };
      };
    };
  };
  nixpkgs.hostPlatform = "x86_64-linux";
  system.stateVersion = "26.11";
}
