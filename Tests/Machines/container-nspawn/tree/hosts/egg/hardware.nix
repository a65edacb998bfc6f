# What nixwiz found on this machine. `nixwiz generate` writes it again after a change of hardware.
{
  boot.isNspawnContainer = true;

  nixpkgs.hostPlatform = "x86_64-linux";
}
