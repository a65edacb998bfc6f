import HostModel

/// Boot, disks, the model and its graphics.
extension OptionRule {
  static let boot: [OptionRule] = [
    OptionRule(
      "boot.loader.**", "what starts the kernel", ["boot.loader"],
      facts: Facts { $0.facts(about: $0.hardware.isContainer ? .virtualisation : .firmware) }
    ) {
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
    OptionRule(
      "boot.loader.grub.efiSupport", "GRUB in the EFI system partition", ["boot.loader"],
      of: [.firmware]),
    OptionRule(
      "boot.loader.grub.forcei686", "UEFI of 32 bits starts programs of 32 bits only",
      of: [.firmware]),
    OptionRule("boot.kernelPackages", "the kernel that all drivers build for", ["boot.kernel"]) {
      Reason($0.boot.kernel)
    },
    OptionRule(
      "boot.kernelParams", "what the hardware and the answers ask of the kernel", ["boot.params"],
      facts: Facts { option in
        let kept = option.boot.passthrough == nil ? [] : option.facts(about: .gpus)
        let isGuest = option.hardware.virtualisation.guest
        return kept + (isGuest ? option.facts(about: .virtualisation) : [])
      }
    ) { option in
      let words = option.boot.parameters.map { ($0.value, Reason($0.reason, $0.origin)) }
      let kept = option.boot.passthrough.map { ("vfio-pci.ids", Reason($0.reason, $0.origin)) }
      return Reason(joined: words + [kept].compactMap { $0 })
    },
    OptionRule(
      "boot.initrd.kernelModules", in: "boot.nix", "holds cards for guests before a driver does",
      of: [.gpus]
    ) { Reason($0.boot.passthrough) },
  ]

  static let storage: [OptionRule] = [
    OptionRule(
      "imports", in: "hardware.nix", "modules for this kind of machine",
      ["hardware.profile", "disks.source"],
      facts: Facts { option in
        let isGuest = option.storage.guest != nil
        let wireless: Set = [StoragePlan.WirelessFirmware.broadcom43xx]
        let isWireless = !option.storage.wirelessFirmware.isDisjoint(with: wireless)
        return (isGuest ? option.facts(about: .virtualisation) : [])
          + (option.machine.profile == nil ? [] : option.facts(about: .model))
          + (isWireless ? option.facts(about: .wireless) : [])
      }
    ) { Reason(joined: $0.importReasons) },
    OptionRule(
      "boot.initrd.availableKernelModules", "drivers that may be needed to reach the root disk",
      facts: Facts { option in
        option.storage.initrdAvailableModules.flatMap(option.hardware.facts(aboutModule:))
      }),
    OptionRule(
      "boot.initrd.kernelModules", in: "hardware.nix", "snapshots of LVM are not loaded on demand",
      of: [.logicalVolumes]),
    OptionRule(
      "boot.initrd.luks.devices.*.device",
      "what must be unlocked before the file systems are there",
      ["disks.source"], facts: Facts { $0.hardware.facts(aboutLUKS: $0.name(4)) }
    ) { _ in Reason("it was open when the machine was probed", .hardware) },
    OptionRule(
      "boot.kernelModules", "the processor can run virtual machines", of: [.virtualMachines]),
    OptionRule(
      "boot.swraid.enable", "a software RAID lies below a file system", of: [.arrays]),
    OptionRule(
      "boot.swraid.mdadmConf", "a broken disk is reported", ["disks.mirror"],
      facts: Facts { $0.storage.layout == nil ? $0.facts(about: .arrays) : [] }),
    OptionRule(
      "boot.resumeDevice", "where the machine wakes up from", ["disks.hibernate"], of: [.swaps]),
    OptionRule("boot.zfs.forceImportRoot", "the host id makes force needless", ["disks.hostId"]),
    OptionRule("boot.isContainer", "the system runs in a container", of: [.virtualisation]),
    OptionRule("boot.isNspawnContainer", "the system runs in a container", of: [.virtualisation]),
    OptionRule(
      "proxmoxLXC.*", "what Proxmox VE leaves to the container", ["network.addresses"],
      of: [.virtualisation]),
    OptionRule(
      "fileSystems.*.*", "what is mounted where",
      ["disks.source", "disks.root", "disks.esp", "disks.rootFileSystem", "disks.zfs"],
      facts: Facts { $0.mountFacts }
    ) { $0.mountReason },
    OptionRule(
      "fileSystems.*.stratis.poolUuid", "the pool that must be started first", ["disks.source"],
      facts: Facts { $0.mountFacts }
    ) { $0.mountReason },
    OptionRule(
      "swapDevices", "swap in use when the machine was probed", ["disks.swap"], of: [.swaps]),
    OptionRule("zramSwap.enable", "swap in compressed memory", ["disks.swap"], of: [.memory]) {
      Reason($0.storage.zram)
    },
    OptionRule("nixpkgs.hostPlatform", "the system that packages are built for", of: [.system]),
  ]

  static let machine: [OptionRule] = [
    OptionRule(
      "hardware.enableRedistributableFirmware", "firmware that devices of real machines ask for",
      of: [.virtualisation]),
    OptionRule(
      "hardware.cpu.*.updateMicrocode", "mends faults of the processor", of: [.processor]
    ) { Reason($0.storage.microcode) },
    OptionRule("hardware.cpu.intel.npu.enable", "the processor has an NPU", of: [.npu]),
    OptionRule(
      "hardware.ipu6.*", "cameras behind Intel's image processor", ["hardware.ipu6"], of: [.camera]
    ) {
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
    OptionRule(
      "services.fprintd.enable", "log in with a finger", ["hardware.fingerprint"],
      of: [.fingerprint]
    ) {
      Reason($0.machine.fingerprint)
    },
    OptionRule(
      "services.power-profiles-daemon.enable", "power profiles of desktops", ["hardware.power"],
      of: [.portable]
    ) { Reason($0.machine.power) },
    OptionRule(
      "services.tlp.enable", "power by battery or mains", ["hardware.power"],
      of: [.portable]
    ) {
      Reason($0.machine.power)
    },
    OptionRule(
      "services.thermald.enable", "Intel's daemon against heat", of: [.portable, .processor]
    ) {
      Reason($0.machine.thermald)
    },
    OptionRule(
      "networking.enableB43Firmware", "firmware of an old Wi-Fi card", ["nix.unfree"],
      of: [.wireless]),
    OptionRule(
      "networking.enableIntel2200BGFirmware", "firmware of an old Wi-Fi card", of: [.wireless]),
  ]

  static let graphics: [OptionRule] = [
    OptionRule(
      "services.xserver.videoDrivers", "the switch for NVIDIA's driver, with or without X",
      ["graphics.driver", "graphics.nvidia.branch"], of: [.nvidia]
    ) { option in
      guard let graphics = option.graphics, !graphics.driver.origin.isAnswer else {
        return Reason(option.graphics?.driver)
      }
      return Reason(graphics.nvidia?.branch) ?? Reason(graphics.driver)
    },
    OptionRule(
      "boot.initrd.kernelModules", in: "graphics.nix", "drivers for a display from the start",
      ["graphics.early"], of: [.gpus]),
    OptionRule(
      "environment.variables.RUSTICL_ENABLE", "Mesa's OpenCL", ["graphics.amd.opencl"], of: [.amd]),
    OptionRule(
      "hardware.graphics.enable", "libraries that programs draw and compute with",
      ["graphics.driver"], of: [.gpus]
    ) { Reason($0.graphics?.driver) },
    OptionRule(
      "hardware.graphics.enable32Bit", "libraries for programs of 32 bits",
      ["graphics.enable32Bit"]),
    OptionRule(
      "hardware.graphics.extraPackages", "decoding and computing beside drawing",
      ["graphics.intel.media", "graphics.intel.compute", "graphics.amd.opencl"],
      facts: Facts { option in
        let isMesa = option.definition.value.contains("mesa")
        return option.facts(about: .intel) + (isMesa ? option.facts(about: .amd) : [])
      }),
    OptionRule(
      "hardware.nvidia.datacenter.enable", "NVSwitch needs the fabric manager", of: [.nvidia]),
    OptionRule(
      "hardware.nvidia.branch", "no branch drives all generations",
      ["graphics.nvidia.branch"], of: [.nvidia]
    ) { Reason($0.graphics?.nvidia?.branch) },
    OptionRule(
      "hardware.nvidia.package", "25.11 names the package of the branch",
      ["graphics.nvidia.branch"], of: [.nvidia]
    ) { Reason($0.graphics?.nvidia?.branch) },
    OptionRule(
      "hardware.nvidia.open", "must be said, as NixOS has no default for it",
      ["graphics.nvidia.module"], of: [.nvidia]
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
      "hardware.nvidia.powerManagement.enable", "the card keeps its memory over suspend",
      ["graphics.nvidia.powerManagement"], of: [.portable]),
    OptionRule(
      "hardware.nvidia.powerManagement.finegrained", "the card sleeps while nothing draws on it",
      ["graphics.prime", "graphics.nvidia.powerManagement"], of: [.nvidia]
    ) { Reason($0.graphics?.nvidia?.hybrid?.mode) },
    OptionRule(
      "hardware.nvidia.prime.**", "hybrid graphics, with bus ids in decimal", ["graphics.prime"],
      of: [.gpus]
    ) { Reason($0.graphics?.nvidia?.hybrid?.mode) },
    OptionRule(
      "hardware.nvidia-container-toolkit.enable", "cards for containers",
      ["graphics.nvidia.containers"]),
    OptionRule(
      "hardware.amdgpu.legacySupport.enable", "amdgpu, and so Vulkan, for old cards",
      ["graphics.amd.legacySupport"], of: [.amd]
    ) { Reason($0.graphics?.amdLegacy) },
    OptionRule(
      "hardware.amdgpu.opencl.enable", "OpenCL by ROCm", ["graphics.amd.opencl"], of: [.amd]),
    OptionRule(
      "hardware.amdgpu.initrd.enable", "a display from the start", ["graphics.early"], of: [.amd]),
  ]
}

extension OptionCase {
  /// What was found at the mount point, unless the file systems are yet to be made.
  fileprivate var mountFacts: [String] {
    storage.source.value == "mounted" ? hardware.facts(aboutMount: name(1)) : []
  }

  fileprivate var mountReason: OptionRule.Reason? {
    guard storage.source.value == "mounted" else { return OptionRule.Reason(storage.source) }
    return OptionRule.Reason("it was mounted there when the machine was probed", .hardware)
  }

  private var storage: StoragePlan { plan.storage }

  /// What each import is for.
  fileprivate var importReasons: [(name: String, reason: OptionRule.Reason)] {
    var parts: [(name: String, reason: OptionRule.Reason)] = []
    if let profile = plan.machine.profile {
      parts.append((profile.value, OptionRule.Reason(profile.reason, profile.origin)))
    }
    switch storage.guest?.value {
    case .qemu, .proxmox, .wsl:
      if let guest = OptionRule.Reason(storage.guest) { parts.append(("guest", guest)) }
    default: break
    }
    if storage.wirelessFirmware.contains(.broadcom43xx) {
      parts.append(("Wi-Fi", OptionRule.Reason("firmware of a Broadcom card", .hardware)))
    }
    if storage.layout != nil, let source = OptionRule.Reason(storage.source) {
      parts.append(("disko", source))
    }
    return parts
  }
}
