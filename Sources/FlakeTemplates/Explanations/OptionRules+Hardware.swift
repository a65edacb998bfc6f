import HostModel

/// Boot, disks, the model and its graphics.
extension OptionRule {
  static let boot: [OptionRule] = [
    OptionRule("boot.loader.**", "what starts the kernel", ["boot.loader"], of: [.firmware]) {
      Reason($0.boot.loader)
    },
    OptionRule(
      "boot.loader.*.configurationLimit", in: "boot.nix", "old systems that stay in the menu",
      ["boot.generations"]),
    OptionRule(
      "boot.loader.efi.canTouchEfiVariables", in: "boot.nix",
      "whether the loader registers itself in the firmware", ["boot.touchEfi"], of: [.firmware]),
    OptionRule(
      "boot.loader.efi.efiSysMountPoint", in: "boot.nix",
      "where the EFI system partition is mounted", ["disks.source"], of: [.mounts]),
    OptionRule(
      "boot.loader.grub.device", in: "boot.nix", "the disk that GRUB is written to",
      ["boot.device"], of: [.disks]),
    OptionRule(
      "boot.loader.initScript.enable", "LXC starts /sbin/init", of: [.virtualisation]),
    OptionRule("boot.kernelPackages", "the kernel that all drivers build for", ["boot.kernel"]) {
      Reason($0.boot.kernel)
    },
    OptionRule(
      "boot.kernelParams", "parameters of the hardware and of the answers", ["boot.params"],
      of: [.gpus, .virtualisation]
    ) { Reason($0.boot.parameters.first ?? $0.boot.passthrough.flatMap { Decision(joined: $0) }) },
    OptionRule(
      "boot.initrd.kernelModules", in: "boot.nix", "holds cards for guests before a driver does",
      of: [.gpus]
    ) { Reason($0.boot.passthrough) },
  ]

  static let storage: [OptionRule] = [
    OptionRule(
      "imports", in: "hardware.nix", "modules for this kind of machine", ["hardware.profile"],
      of: [.virtualisation, .model]),
    OptionRule(
      "boot.initrd.availableKernelModules", "drivers that may be needed to reach the root disk",
      of: [.disks, .keyboard]),
    OptionRule(
      "boot.initrd.kernelModules", in: "hardware.nix", "snapshots of LVM are not loaded on demand",
      of: [.layers]),
    OptionRule(
      "boot.initrd.luks.devices.*.device",
      "what must be unlocked before the file systems are there",
      ["disks.source"], of: [.layers]),
    OptionRule("boot.kernelModules", "the processor can run virtual machines", of: [.processor]),
    OptionRule(
      "boot.swraid.**", "a software RAID lies below a file system", ["disks.mirror"],
      of: [.layers]),
    OptionRule("boot.zfs.forceImportRoot", "the host id makes force needless", ["disks.hostId"]),
    OptionRule("boot.isContainer", "the system runs in a container", of: [.virtualisation]),
    OptionRule("boot.isNspawnContainer", "the system runs in a container", of: [.virtualisation]),
    OptionRule(
      "proxmoxLXC.*", "what Proxmox VE leaves to the container", ["network.addresses"],
      of: [.virtualisation]),
    OptionRule("fileSystems.*.*", "what is mounted where", ["disks.source"], of: [.mounts]) {
      Reason($0.storage.source)
    },
    OptionRule(
      "fileSystems.*.stratis.poolUuid", "the pool that must be started first", ["disks.source"],
      of: [.mounts]),
    OptionRule(
      "swapDevices", "swap in use when the machine was probed", ["disks.swap"], of: [.swaps]),
    OptionRule("zramSwap.enable", "swap in compressed memory", ["disks.swap"], of: [.memory]) {
      Reason($0.storage.zram)
    },
    OptionRule("nixpkgs.hostPlatform", "the system that packages are built for", of: [.processor]),
  ]

  static let machine: [OptionRule] = [
    OptionRule(
      "hardware.enableRedistributableFirmware", "firmware that devices of real machines ask for",
      of: [.virtualisation]),
    OptionRule(
      "hardware.cpu.*.updateMicrocode", "mends faults of the processor", of: [.processor]
    ) { Reason($0.storage.microcode) },
    OptionRule("hardware.cpu.intel.npu.enable", "the processor has an NPU", of: [.processor]),
    OptionRule("hardware.ipu6.*", "cameras behind Intel's image processor", ["hardware.ipu6"]) {
      Reason($0.machine.camera)
    },
    OptionRule("hardware.parallels.enable", "tools for guests", of: [.virtualisation]) {
      Reason($0.storage.guest)
    },
    OptionRule("virtualisation.**", "tools for guests", of: [.virtualisation]) {
      Reason($0.storage.guest)
    },
    OptionRule("wsl.enable", "the system runs under Windows", of: [.virtualisation]) {
      Reason($0.storage.guest)
    },
    OptionRule(
      "wsl.interop.register", "programs of Windows still start beside AppImages",
      ["services.set"], of: [.virtualisation]),
    OptionRule("wsl.defaultUser", "who the shell of Windows belongs to", ["users"]),
    OptionRule(
      "services.qemuGuest.enable", "lets the host talk to the guest", of: [.virtualisation]),
    OptionRule(
      "services.spice-vdagentd.enable", "clipboard and window size of a guest's display",
      of: [.virtualisation]
    ) { Reason($0.machine.spiceAgent) },
    OptionRule("services.fprintd.enable", "log in with a finger", ["hardware.fingerprint"]) {
      Reason($0.machine.fingerprint)
    },
    OptionRule(
      "services.power-profiles-daemon.enable", "power profiles of desktops", ["hardware.power"]
    ) { Reason($0.machine.power) },
    OptionRule("services.tlp.enable", "power by battery or mains", ["hardware.power"]) {
      Reason($0.machine.power)
    },
    OptionRule("services.thermald.enable", "Intel's daemon against heat", of: [.model, .processor])
    {
      Reason($0.machine.thermald)
    },
    OptionRule(
      "networking.enableB43Firmware", "firmware of an old Wi-Fi card", ["nix.unfree"],
      of: [.network]),
    OptionRule(
      "networking.enableIntel2200BGFirmware", "firmware of an old Wi-Fi card", of: [.network]),
    OptionRule(
      "networking.enableIntel3945ABGFirmware", "firmware of an old Wi-Fi card", of: [.network]),
  ]

  static let graphics: [OptionRule] = [
    OptionRule(
      "services.xserver.videoDrivers", "the switch for NVIDIA's driver, with or without X",
      ["graphics.driver", "graphics.nvidia.branch"], of: [.gpus]
    ) { plan in
      guard let graphics = plan.graphics, !graphics.driver.origin.isAnswer else {
        return Reason(plan.graphics?.driver)
      }
      return Reason(graphics.nvidia?.branch) ?? Reason(graphics.driver)
    },
    OptionRule(
      "boot.initrd.kernelModules", in: "graphics.nix", "drivers for a display from the start",
      ["graphics.early"], of: [.gpus]),
    OptionRule("environment.variables.RUSTICL_ENABLE", "Mesa's OpenCL", ["graphics.amd.opencl"]),
    OptionRule(
      "hardware.graphics.enable", "libraries that programs draw and compute with",
      ["graphics.driver"], of: [.gpus]),
    OptionRule(
      "hardware.graphics.enable32Bit", "libraries for programs of 32 bits",
      ["graphics.enable32Bit"]),
    OptionRule(
      "hardware.graphics.extraPackages", "decoding and computing beside drawing",
      ["graphics.intel.media", "graphics.intel.compute", "graphics.amd.opencl"], of: [.gpus]),
    OptionRule(
      "hardware.nvidia.datacenter.enable", "NVSwitch needs the fabric manager", of: [.gpus]),
    OptionRule(
      "hardware.nvidia.branch", "no branch drives all generations",
      ["graphics.nvidia.branch"], of: [.gpus]
    ) { Reason($0.graphics?.nvidia?.branch) },
    OptionRule(
      "hardware.nvidia.package", "25.11 names the package of the branch",
      ["graphics.nvidia.branch"], of: [.gpus]
    ) { Reason($0.graphics?.nvidia?.branch) },
    OptionRule(
      "hardware.nvidia.open", "must be said, as NixOS has no default for it",
      ["graphics.nvidia.module"], of: [.gpus]
    ) { Reason($0.graphics?.nvidia?.open) },
    OptionRule(
      "hardware.nvidia.nvidiaSettings", "a graphical program", ["graphics.nvidia.settings"]),
    OptionRule(
      "hardware.nvidia.nvidiaPersistenced", "keeps the driver loaded",
      ["graphics.nvidia.persistenced"]),
    OptionRule(
      "hardware.nvidia.dynamicBoost.enable", "processor and card share their power",
      ["graphics.nvidia.dynamicBoost"]),
    OptionRule(
      "hardware.nvidia.powerManagement.*", "memory over suspend, and cards that sleep",
      ["graphics.nvidia.powerManagement", "graphics.prime"], of: [.model]),
    OptionRule(
      "hardware.nvidia.prime.**", "hybrid graphics, with bus ids in decimal", ["graphics.prime"],
      of: [.gpus]
    ) { Reason($0.graphics?.nvidia?.hybrid?.mode) },
    OptionRule(
      "hardware.nvidia-container-toolkit.enable", "cards for containers",
      ["graphics.nvidia.containers"]),
    OptionRule(
      "hardware.amdgpu.legacySupport.enable", "amdgpu, and so Vulkan, for old cards",
      ["graphics.amd.legacySupport"], of: [.gpus]
    ) { Reason($0.graphics?.amdLegacy) },
    OptionRule("hardware.amdgpu.opencl.enable", "OpenCL by ROCm", ["graphics.amd.opencl"]),
    OptionRule("hardware.amdgpu.initrd.enable", "a display from the start", ["graphics.early"]),
  ]
}

extension Decision<String> {
  /// A decision for a list, as one for its text.
  init(joined decision: Decision<[String]>) {
    self.init(decision.value.joined(separator: ","), decision.reason, decision.origin)
  }
}
