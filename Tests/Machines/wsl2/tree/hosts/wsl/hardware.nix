# What nixwiz found on this machine. `nixwiz generate` writes it again after a change of hardware.
{ inputs, ... }:
{
  imports = [ inputs.nixos-wsl.nixosModules.default ];

  wsl = {
    enable = true;
    defaultUser = "ada";
  };

  nixpkgs.hostPlatform = "x86_64-linux";
}
