{
  age.identityPath = [ "/etc/ssh/key" ];
  boot.lanzaboote.pkiBundel = "/etc/secureboot";
  disko.devices.disk = {
    main.destroy = "no";
    other = {
      device = "/dev/vdb";
      content = {
        type = "gpt";
        partitions.data = {
          sise = "100%";
          content.type = "ext4";
        };
      };
    };
  };
  home-manager.useGlobalPackages = true;
  sops.secrets.password.mod = "0400";
}
