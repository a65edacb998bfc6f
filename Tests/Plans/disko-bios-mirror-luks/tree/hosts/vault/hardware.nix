# What nixwiz found on this machine. `nixwiz generate` writes it again after a change of hardware.
{ inputs, ... }:
{
  imports = [
    inputs.disko.nixosModules.default
    ./disko.nix
  ];

  boot = {
    initrd.availableKernelModules = [
      "ata_piix"
      "ehci_pci"
      "megaraid_sas"
      "sd_mod"
      "sr_mod"
      "uhci_hcd"
    ];
    kernelModules = [ "kvm-intel" ];
    # Where mdadm reports a broken disk; its monitor does not run without an address.
    swraid.mdadmConf = "MAILADDR root";
  };

  hardware = {
    enableRedistributableFirmware = true;
    cpu.intel.updateMicrocode = true;
  };

  nixpkgs.hostPlatform = "x86_64-linux";
}
