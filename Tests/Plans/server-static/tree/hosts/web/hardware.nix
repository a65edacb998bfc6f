# What nixwiz found on this machine. `nixwiz generate` writes it again after a change of hardware.
{ inputs, modulesPath, ... }:
{
  imports = [
    (modulesPath + "/profiles/qemu-guest.nix")
    inputs.disko.nixosModules.default
    ./disko.nix
  ];

  boot.initrd.availableKernelModules = [
    "sd_mod"
    "virtio_scsi"
  ];

  zramSwap.enable = true;

  nixpkgs.hostPlatform = "x86_64-linux";
}
