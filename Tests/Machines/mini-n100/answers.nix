{
  host.name = "shelf";
  time.timeZone = "Asia/Tokyo";
  users = [
    {
      name = "ada";
      sshKeys = [
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMqXgRLKG73K+sIxs5oj3E2nhu/4FHxOcrmAd4Wv7ki7 ada@example.org"
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAID4j6BYAOVlKM4lPZWThsTSLvXoAiNQsSstz7q7VnACd grace@example.org"
      ];
    }
    {
      name = "grace";
      sudo = false;
      hashedPasswordFile = "/var/lib/nixwiz/grace.passwd";
    }
  ];
  security.sudoPassword = false;
  disks.rootFileSystem = "btrfs";
  desktop.environment = "none";
  network.tcpPorts = [
    443
    80
  ];
  network.udpPorts = [ 443 ];
}
