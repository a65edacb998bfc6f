{
  host.name = "tt";
  disks = {
    source = "disko";
    device = "/dev/disk/by-id/a";
    layout = "tmpfs";
    tmpfs = true;
  };
  boot = {
    loader = "lanzaboote";
    timeout = 0;
    quiet = true;
  };
  desktop.environment = "niri";
  users = [
    {
      name = "ada";
      hashedPasswordFile = "/var/lib/nixwiz/ada.passwd";
    }
  ];
  network = {
    manager = "networkmanager";
    addresses = [
      {
        interface = "eno1";
        addresses = [
          "192.0.2.10/24"
          "2001:db8::2/64"
        ];
        gateways = [ "192.0.2.1" ];
        nameServers = [ "192.0.2.1" ];
      }
    ];
    wifi = [
      {
        ssid = "Home net";
        hidden = true;
      }
    ];
    ssh = true;
    firewall = false;
  };
  services = {
    containers = "docker";
  };
  packages = {
    editor = "neovim";
  };
  home = {
    enable = true;
    mode = "standalone";
  };
  secrets.tool = "agenix";
  deploy.tool = "deploy-rs";
}
