{
  host.name = "zz";
  disks = {
    source = "disko";
    device = "/dev/disk/by-id/a";
    mirror = "/dev/disk/by-id/b";
    layout = "zfs";
    encrypt = true;
  };
  boot.loader = "grub";
  desktop.environment = "sway";
  desktop.autoLogin = "ada";
  desktop.steam = true;
  desktop.fonts = [
    "noto"
    "nerd"
  ];
  desktop.flatpak = true;
  desktop.printing = true;
  desktop.gameMode = true;
  users = [
    {
      name = "ada";
      hashedPasswordFile = "/var/lib/nixwiz/ada.passwd";
    }
    {
      name = "bob";
      sudo = false;
    }
  ];
  network = {
    manager = "networkd";
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
    wifi = [ { ssid = "Home net"; } ];
    mdns = true;
    tailscale = true;
    ssh = true;
    tcpPorts = [
      443
      80
    ];
    domain = "example.org";
  };
  services = {
    containers = "podman";
    virtualMachines = true;
    backup.repository = "/mnt/b";
    upgrades = "daily";
    upgradeFlake = "github:a/b";
    set = [
      "zfs-scrub"
      "nix-ld"
      "gnupg-agent"
    ];
  };
  packages = {
    sets = [
      "network"
      "nix"
    ];
    editor = "helix";
  };
  nix = {
    trusted = [ "ada" ];
    jobs = 2;
    substituters = [
      {
        url = "https://x.cachix.org";
        key = "x.cachix.org-1:mB9FSh9qf2dCimDSUo8Zy7bkq5CX+/rkCWyvRCYg3Fs=";
      }
    ];
  };
  home.enable = true;
  secrets.tool = "sops-nix";
  deploy.tool = "colmena";
}
