# The answers that this flake is made from. Change them and run `nixwiz generate`;
# nixwiz-answers(5) and `nixwiz answers example` explain all of them.
{
  format = 2;
  host = {
    name = "shelf";
    release = "unstable";
    stateVersion = "26.11";
  };
  time.timeZone = "Asia/Tokyo";
  disks.rootFileSystem = "btrfs";
  users = [
    {
      name = "ada";
      sshKeys = [
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMqXgRLKG73K+sIxs5oj3E2nhu/4FHxOcrmAd4Wv7ki7 ada@example.org"
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAID4j6BYAOVlKM4lPZWThsTSLvXoAiNQsSstz7q7VnACd grace@example.org"
      ];
    }
    {
      hashedPasswordFile = "/var/lib/nixwiz/grace.passwd";
      name = "grace";
      sudo = false;
    }
  ];
  security.sudoPassword = false;
  desktop.environment = "none";
  network = {
    tcpPorts = [
      443
      80
    ];
    udpPorts = [ 443 ];
  };
}
