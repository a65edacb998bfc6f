# What nixwiz found on this machine. `nixwiz generate` writes it again after a change of hardware.
{ inputs, ... }:
{
  imports = [ inputs.nixos-wsl.nixosModules.default ];

  wsl = {
    enable = true;
    # AppImages are registered with the kernel too, which would forget about .exe files.
    interop.register = true;
  };

  nixpkgs.hostPlatform = "x86_64-linux";
}
