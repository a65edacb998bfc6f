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
    case .qemu, .parallels, .xen, .nspawn, .lxc, .proxmox, .wsl, .container, nil: nil
    }
  }

  /// Up to 25.11 pools were imported by force, which damages a pool that another host has open.
  private var forbidsForce: Bool {
    guard storage.zfsHostID != nil, let order = Release.order(of: plan.host.stateVersion.value),
      let changed = Release.order(of: "26.11")
    else { return false }
    return order < changed
  }

  private var isProxmox: Bool { storage.guest?.value == .proxmox }
  /// The module for Proxmox VE says itself that the system runs in a container.
  private var isContainer: Bool { storage.guest?.value.isContainer == true && !isProxmox }
  /// Before there was an option for systemd-nspawn, nixpkgs had one for all containers.
  private var isNspawn: Bool { storage.guest?.value == .nspawn && plan.release.hasFacts }
  private var machine: MachinePlan { plan.machine }

  /// Paths below `modulesPath` of nixpkgs.
  private var modulePaths: [String] {
    (storage.wirelessFirmware.contains(.broadcom43xx)
      ? ["/hardware/network/broadcom-43xx.nix"] : [])
      + (storage.guest?.value == .qemu ? ["/profiles/qemu-guest.nix"] : [])
      + (isProxmox ? ["/virtualisation/proxmox-lxc.nix"] : [])
  }

  private var inputModules: [[String]] {
    var modules: [[String]] = []
    if let profile = machine.profile {
      modules.append(["inputs", "nixos-hardware", "nixosModules", profile.value])
    }
    if storage.guest?.value == .wsl {
      modules.append(["inputs", "nixos-wsl", "nixosModules", "default"])
    }
    if storage.layout != nil { modules.append(["inputs", "disko", "nixosModules", "default"]) }
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
    .flag("disko") { $0.storage.layout != nil },
    .flag("boot") {
      $0.hasInitrd || !$0.storage.kernelModules.isEmpty || $0.storage.raid || $0.isContainer
        || $0.forbidsForce || $0.storage.resumeDevice != nil || $0.storage.tmpInMemory
    },
    .flag("initrd") { $0.hasInitrd },
    .flag("available") { !$0.storage.initrdAvailableModules.isEmpty },
    .literal("availableModules") { .strings($0.storage.initrdAvailableModules) },
    .flag("early") { !$0.storage.initrdModules.isEmpty },
    .literal("earlyModules") { .strings($0.storage.initrdModules) },
    .flag("hasEncrypted") { !$0.storage.encrypted.isEmpty },
    .list("encrypted") { $0.storage.encrypted.map(Encrypted.init) },
    .flag("loaded") { !$0.storage.kernelModules.isEmpty },
    .literal("kernelModules") { .strings($0.storage.kernelModules) },
    .flag("zfs") { $0.forbidsForce },
    .flag("raid") { $0.storage.raid },
    .flag("container") { $0.isContainer },
    .flag("nspawn") { $0.isNspawn },
    .optional("resume") { $0.storage.resumeDevice.map { ValueScope(.string($0)) } },
    .flag("tmp") { $0.storage.tmpInMemory },
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
    .flag("proxmox") { $0.isProxmox },
    .flag("addressed") { !$0.plan.network.addresses.isEmpty },
    .flag("wireless") { !$0.storage.wirelessFirmware.isSubset(of: [.broadcom43xx]) },
    .flag("b43") { $0.storage.wirelessFirmware.contains(.b43) },
    .flag("intel2200") { $0.storage.wirelessFirmware.contains(.intel2200) },
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
    .flag("registers") { $0.plan.services.services.contains(.appImage) },
    .optional("wslUser") { $0.machine.wslUser.map { ValueScope(.string($0)) } },
    .flag("parallels") { $0.storage.guest?.value == .parallels },
    .optional("guest") { $0.guest },
    .literal("system") { .string($0.plan.host.system) },
  ]
}
