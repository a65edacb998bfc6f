# The answers that this flake is made from. Change them and run `nixwiz generate`;
# nixwiz-answers(5) and `nixwiz answers example` explain all of them.
{
  format = 2;
  host = {
    name = "tt";
    release = "unstable";
    stateVersion = "26.11";
  };
  disks = {
    source = "disko";
    device = "/dev/disk/by-id/a";
    layout = "tmpfs";
    tmpfs = true;
  };
  users = [
    {
      hashedPasswordFile = "/var/lib/nixwiz/ada.passwd";
      name = "ada";
    }
  ];
  boot = {
    loader = "lanzaboote";
    timeout = 0;
    quiet = true;
  };
  desktop.environment = "niri";
  network = {
    manager = "networkmanager";
    addresses = [
      {
        addresses = [
          "192.0.2.10/24"
          "2001:db8::2/64"
        ];
        gateways = [ "192.0.2.1" ];
        interface = "eno1";
        nameServers = [ "192.0.2.1" ];
      }
    ];
    wifi = [
      {
        hidden = true;
        ssid = "Home net";
      }
    ];
    ssh = true;
    firewall = false;
  };
  services.containers = "docker";
  packages.editor = "neovim";
  home = {
    enable = true;
    mode = "standalone";
  };
  secrets.tool = "agenix";
  deploy.tool = "deploy-rs";
}
