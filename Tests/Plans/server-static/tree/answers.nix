# The answers that this flake is made from. Change them and run `nixwiz generate`;
# nixwiz-answers(5) and `nixwiz answers example` explain all of them.
{
  format = 2;
  host = {
    name = "web";
    release = "unstable";
    stateVersion = "26.11";
  };
  disks = {
    source = "disko";
    device = "/dev/vda";
    layout = "xfs";
  };
  security = {
    mutableUsers = false;
    rootPasswordFile = "/var/lib/nixwiz/root.passwd";
    rootKeys = [
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAID4j6BYAOVlKM4lPZWThsTSLvXoAiNQsSstz7q7VnACd deploy"
    ];
  };
  network = {
    domain = "example.org";
    addresses = [
      {
        addresses = [
          "192.0.2.10/24"
          "2001:db8::10/64"
        ];
        gateways = [
          "192.0.2.1"
          "fe80::1"
        ];
        interface = "ens3";
        nameServers = [ "192.0.2.53" ];
      }
    ];
    tcpPorts = [
      80
      443
    ];
  };
  services = {
    containers = "docker";
    backup.repository = "sftp:backup@example.org:/web";
    upgrades = "weekly";
    upgradeFlake = "github:ada/nixos";
  };
  deploy.tool = "deploy-rs";
}
