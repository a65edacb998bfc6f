# What nixwiz found on this machine. `nixwiz generate` writes it again after a change of hardware.
{ inputs, ... }:
{
  imports = [
    inputs.disko.nixosModules.default
    ./disko.nix
  ];

  boot = {
    initrd.availableKernelModules = [
      "nvme"
      "usbhid"
      "xhci_pci"
    ];
    kernelModules = [ "kvm-amd" ];
    # Where mdadm reports a broken disk; its monitor does not run without an address.
    swraid.mdadmConf = "MAILADDR root";
  };

  hardware = {
    enableRedistributableFirmware = true;
    cpu.amd.updateMicrocode = true;
  };

  nixpkgs.hostPlatform = "x86_64-linux";
}
