import HostModel
import NixLanguage

/// `hosts/NAME/hardware.nix`.
struct HardwareScope: TemplateScope {
  struct Encrypted: TemplateScope {
    let device: Hardware.LUKSDevice
    static let holes: [TemplateHole<Encrypted>] = [
      .attributePath("name") { [$0.device.name] },
      .literal("device") { .string($0.device.device) },
    ]
  }

  struct FileSystem: TemplateScope {
    let fileSystem: StoragePlan.FileSystem
    static let holes: [TemplateHole<FileSystem>] = [
      // Always quoted, as a path is no name.
      .literal("mountPoint") { .string($0.fileSystem.mountPoint) },
      .literal("device") { .string($0.fileSystem.device) },
      .literal("type") { .string($0.fileSystem.type) },
      .flag("hasOptions") { !$0.fileSystem.options.isEmpty },
      .literal("options") { .strings($0.fileSystem.options) },
      .optional("stratis") { $0.fileSystem.stratisPool.map { ValueScope(.string($0)) } },
    ]
  }

  struct Swap: TemplateScope {
    let swap: StoragePlan.Swap
    static let holes: [TemplateHole<Swap>] = [
      .literal("device") { .string($0.swap.device) },
      .flag("brief") { $0.swap.priority == nil && !$0.swap.randomEncryption },
      .optional("priority") { $0.swap.priority.map { ValueScope(.integer($0)) } },
      .flag("random") { $0.swap.randomEncryption },
    ]
  }

  /// A module to import: of nixpkgs by its path, or of an input by its name.
  struct Import: TemplateScope {
    var path: ValueScope?
    var module: Module?
    static let holes: [TemplateHole<Import>] = [
      .optional("path") { $0.path }, .optional("module") { $0.module },
    ]

    struct Module: TemplateScope {
      let attributes: [String]
      static let holes: [TemplateHole<Module>] = [.attributePath("attributes") { $0.attributes }]
    }
  }

  struct Maker: TemplateScope {
    let maker: StoragePlan.Microcode
    static let holes: [TemplateHole<Maker>] = [.attributePath("maker") { [$0.maker.rawValue] }]
  }

  struct Guest: TemplateScope {
    let path: [String]
    static let holes: [TemplateHole<Guest>] = [.attributePath("guestModule") { $0.path }]
  }

  let plan: Plan
  private var storage: StoragePlan { plan.storage }

  private var hasInitrd: Bool {
    !storage.initrdAvailableModules.isEmpty || !storage.initrdModules.isEmpty
      || !storage.encrypted.isEmpty
  }

  private var guest: Guest? {
    switch storage.guest?.value {
    case .virtualbox: Guest(path: ["virtualbox", "guest"])
    case .vmware: Guest(path: ["vmware", "guest"])
    case .hyperv: Guest(path: ["hypervGuest"])
    case .qemu, .parallels, .xen, .nspawn, .wsl, nil: nil
    }
  }

  /// Up to 25.11 pools were imported by force, which damages a pool that another host has open.
  private var forbidsForce: Bool {
    guard storage.zfsHostID != nil, let order = Release.order(of: plan.host.stateVersion.value),
      let changed = Release.order(of: "26.11")
    else { return false }
    return order < changed
  }

  private var isContainer: Bool { storage.guest?.value == .nspawn }
  private var machine: MachinePlan { plan.machine }

  /// Paths below `modulesPath` of nixpkgs.
  private var modulePaths: [String] {
    (storage.wirelessFirmware.contains(.broadcom43xx)
      ? ["/hardware/network/broadcom-43xx.nix"] : [])
      + (storage.guest?.value == .qemu ? ["/profiles/qemu-guest.nix"] : [])
  }

  private var inputModules: [[String]] {
    var modules: [[String]] = []
    if let profile = machine.profile {
      modules.append(["inputs", "nixos-hardware", "nixosModules", profile.value])
    }
    if storage.guest?.value == .wsl {
      modules.append(["inputs", "nixos-wsl", "nixosModules", "default"])
    }
    return modules
  }

  private var imports: [Import] {
    modulePaths.map { Import(path: ValueScope(.string($0))) }
      + inputModules.map { Import(module: Import.Module(attributes: $0)) }
  }

  private var hasServices: Bool {
    machine.power.value != .none || machine.thermald.value || machine.fingerprint.value
      || hasAgent || machine.spiceAgent.value
  }

  private var hasAgent: Bool { storage.guestAgent && storage.guest?.value == .qemu }

  static let holes: [TemplateHole<HardwareScope>] = [
    .optional("arguments") {
      ArgumentsScope([
        $0.inputModules.isEmpty ? nil : "inputs", $0.modulePaths.isEmpty ? nil : "modulesPath",
      ])
    },
    .list("imports") { $0.imports },
    .flag("hasImports") { !$0.imports.isEmpty },
    .flag("boot") {
      $0.hasInitrd || !$0.storage.kernelModules.isEmpty || $0.storage.raid || $0.isContainer
        || $0.forbidsForce
    },
    .flag("initrd") { $0.hasInitrd },
    .flag("available") { !$0.storage.initrdAvailableModules.isEmpty },
    .literal("availableModules") { .strings($0.storage.initrdAvailableModules) },
    .flag("early") { !$0.storage.initrdModules.isEmpty },
    .literal("earlyModules") { .strings($0.storage.initrdModules) },
    .list("encrypted") { $0.storage.encrypted.map(Encrypted.init) },
    .flag("loaded") { !$0.storage.kernelModules.isEmpty },
    .literal("kernelModules") { .strings($0.storage.kernelModules) },
    .flag("zfs") { $0.forbidsForce },
    .flag("raid") { $0.storage.raid },
    .flag("container") { $0.isContainer },
    .flag("labels") { $0.storage.source.value == "labels" },
    .flag("hasFileSystems") { !$0.storage.fileSystems.isEmpty },
    .list("fileSystems") { $0.storage.fileSystems.map(FileSystem.init) },
    .flag("swap") { !$0.storage.swaps.isEmpty },
    .list("devices") { $0.storage.swaps.map(Swap.init) },
    .flag("zram") { $0.storage.zram.value },
    .flag("bareMetal") { $0.storage.firmware },
    .optional("microcode") { $0.storage.microcode.map { Maker(maker: $0.value) } },
    .flag("npu") { $0.storage.intelNPU },
    .optional("camera") { $0.machine.camera.map { ValueScope(.string($0.value)) } },
    .flag("intel2200") { $0.storage.wirelessFirmware.contains(.intel2200) },
    .flag("intel3945") { $0.storage.wirelessFirmware.contains(.intel3945) },
    .flag("services") { $0.hasServices },
    .flag("agent") { $0.hasAgent },
    .flag("spice") { $0.machine.spiceAgent.value },
    .flag("powerProfiles") { $0.machine.power.value == .profiles },
    .flag("tlp") { $0.machine.power.value == .tlp },
    .optional("thermald") {
      $0.machine.thermald.value ? ReasonScope($0.machine.thermald) : nil
    },
    .flag("fingerprint") { $0.machine.fingerprint.value },
    .flag("wsl") { $0.storage.guest?.value == .wsl },
    .optional("wslUser") { $0.machine.wslUser.map { ValueScope(.string($0)) } },
    .flag("parallels") { $0.storage.guest?.value == .parallels },
    .optional("guest") { $0.guest },
    .literal("system") { .string($0.plan.host.system) },
  ]
}

/// `modules/boot.nix`.
struct BootScope: TemplateScope {
  struct Grub: TemplateScope {
    let device: String
    let efi: Bool
    let forced32: Bool
    static let holes: [TemplateHole<Grub>] = [
      .literal("device") { .string($0.device) }, .flag("efiSupport") { $0.efi },
      .flag("forced32") { $0.forced32 },
    ]
  }

  struct EFI: TemplateScope {
    let touches: Bool
    let mountPoint: String?
    static let holes: [TemplateHole<EFI>] = [
      .literal("touches") { .bool($0.touches) },
      .flag("elsewhere") { $0.mountPoint != nil },
      .literal("mountPoint") { .string($0.mountPoint ?? "/boot") },
    ]
  }

  struct Kernel: TemplateScope {
    let kernel: Decision<BootPlan.Kernel>
    let attribute: String
    static let holes: [TemplateHole<Kernel>] = [
      .optional("because") { ReasonScope($0.kernel) },
      .attributePath("kernelPackages") { [$0.attribute] },
    ]
  }

  /// Parameters that have one reason.
  struct Group: TemplateScope {
    struct Word: TemplateScope {
      let word: String
      static let holes: [TemplateHole<Word>] = [.literal("word") { .string($0.word) }]
    }

    var first: Decision<String>
    var words: [String]
    static let holes: [TemplateHole<Group>] = [
      .optional("because") { ReasonScope($0.first) }, .list("words") { $0.words.map(Word.init) },
    ]
  }

  let plan: Plan
  private var boot: BootPlan { plan.boot }

  private var grub: Grub? {
    switch boot.loader.value {
    case .grubEFI:
      Grub(device: "nodev", efi: true, forced32: boot.loader.reason.contains("32 bits"))
    case .grubDisk(let device): Grub(device: device, efi: false, forced32: false)
    default: nil
    }
  }

  private var kernel: Kernel? {
    switch boot.kernel.value {
    case .standard: nil
    case .latest: Kernel(kernel: boot.kernel, attribute: "linuxPackages_latest")
    case .version(let version):
      Kernel(
        kernel: boot.kernel,
        attribute: "linuxPackages_" + version.split(separator: ".").joined(separator: "_"))
    }
  }

  private var parameters: [Decision<String>] {
    guard let ids = boot.passthrough else { return boot.parameters }
    let joined = "vfio-pci.ids=" + ids.value.joined(separator: ",")
    var added = [Decision(joined, "", ids.origin)]
    if plan.storage.microcode?.value == .intel {
      added.append(Decision("intel_iommu=on", "", ids.origin))
    }
    return added + boot.parameters
  }

  private var groups: [Group] {
    var groups: [Group] = []
    for parameter in parameters {
      if let last = groups.indices.last, groups[last].first.reason == parameter.reason {
        groups[last].words.append(parameter.value)
      } else {
        groups.append(Group(first: parameter, words: [parameter.value]))
      }
    }
    return groups
  }

  static let holes: [TemplateHole<BootScope>] = [
    .optional("arguments") { ArgumentsScope([$0.kernel == nil ? nil : "pkgs"]) },
    .flag("systemdBoot") { $0.boot.loader.value == .systemdBoot },
    .literal("generations") { .integer($0.boot.generations) },
    .optional("grub") { $0.grub },
    .flag("extlinux") { $0.boot.loader.value == .extlinux },
    .flag("none") { $0.boot.loader.value == .none },
    .optional("efi") { scope in
      scope.boot.touchesEFI.map { EFI(touches: $0, mountPoint: scope.boot.espMountPoint) }
    },
    .optional("kernel") { $0.kernel },
    .optional("passthrough") { $0.boot.passthrough.map { ReasonScope($0.reason) } },
    .flag("parameters") { !$0.parameters.isEmpty },
    .list("groups") { $0.groups },
  ]
}
