# The answers that this flake is made from. Change them and run `nixwiz generate`;
# nixwiz-answers(5) and `nixwiz answers example` explain all of them.
{
  format = 2;
  host = {
    name = "zz";
    release = "unstable";
    stateVersion = "26.11";
  };
  disks = {
    source = "disko";
    device = "/dev/disk/by-id/a";
    mirror = "/dev/disk/by-id/b";
    layout = "zfs";
    encrypt = true;
    hostId = "5767fb75";
  };
  users = [
    {
      hashedPasswordFile = "/var/lib/nixwiz/ada.passwd";
      name = "ada";
    }
    {
      name = "bob";
      sudo = false;
    }
  ];
  boot.loader = "grub";
  desktop = {
    environment = "sway";
    autoLogin = "ada";
    printing = true;
    flatpak = true;
    steam = true;
    gameMode = true;
    fonts = [
      "noto"
      "nerd"
    ];
  };
  network = {
    manager = "networkd";
    domain = "example.org";
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
        ssid = "Home net";
      }
    ];
    ssh = true;
    tcpPorts = [
      443
      80
    ];
    mdns = true;
    tailscale = true;
  };
  services = {
    set = [
      "zfs-scrub"
      "nix-ld"
      "gnupg-agent"
    ];
    containers = "podman";
    virtualMachines = true;
    backup.repository = "/mnt/b";
    upgrades = "daily";
    upgradeFlake = "github:a/b";
  };
  packages = {
    sets = [
      "network"
      "nix"
    ];
    editor = "helix";
  };
  nix = {
    substituters = [
      {
        key = "x.cachix.org-1:mB9FSh9qf2dCimDSUo8Zy7bkq5CX+/rkCWyvRCYg3Fs=";
        url = "https://x.cachix.org";
      }
    ];
    trusted = [ "ada" ];
    jobs = 2;
  };
  home.enable = true;
  secrets.tool = "sops-nix";
  deploy.tool = "colmena";
}
