# What nixwiz found on this machine. `nixwiz generate` writes it again after a change of hardware.
{
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
  };

  fileSystems."/" = {
    device = "/dev/sda1";
    fsType = "xfs";
  };

  hardware = {
    enableRedistributableFirmware = true;
    cpu.intel.updateMicrocode = true;
  };

  nixpkgs.hostPlatform = "x86_64-linux";
}
