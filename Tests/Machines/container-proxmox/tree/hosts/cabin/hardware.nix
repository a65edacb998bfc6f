# What nixwiz found on this machine. `nixwiz generate` writes it again after a change of hardware.
{ modulesPath, ... }:
{
  imports = [
    (modulesPath + "/virtualisation/proxmox-lxc.nix")
  ];

  # The name is that of this flake; addresses are those that Proxmox VE gives.
  proxmoxLXC.manageHostName = true;

  nixpkgs.hostPlatform = "x86_64-linux";
}
