{
  host.name = "mixed";
  users = [
    {
      name = "ada";
      sshKeys = [ "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJHl9l8SgyVS9wXuKz5jXQoYJr9jYfpVpZ0mJ9yq1c3F ada@mixed" ];
    }
  ];
  nix.caches = [ "nixos-cuda" ];
}
