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
    ]
  }

  struct Device: TemplateScope {
    let path: String
    static let holes: [TemplateHole<Device>] = [.literal("device") { .string($0.path) }]
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
    case .qemu, .parallels, .nspawn, nil: nil
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

  static let holes: [TemplateHole<HardwareScope>] = [
    .optional("arguments") {
      ArgumentsScope([
        $0.storage.layout == nil ? nil : "inputs",
        $0.storage.guest?.value == .qemu ? "modulesPath" : nil,
      ])
    },
    .flag("disko") { $0.storage.layout != nil },
    .flag("qemu") { $0.storage.guest?.value == .qemu },
    .flag("boot") {
      $0.hasInitrd || !$0.storage.kernelModules.isEmpty || $0.storage.raid || $0.isContainer
        || $0.forbidsForce || $0.storage.resumeDevice != nil || $0.storage.tmpInMemory
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
    .optional("resume") { $0.storage.resumeDevice.map { ValueScope(.string($0)) } },
    .flag("tmp") { $0.storage.tmpInMemory },
    .flag("fileSystemsHere") { $0.storage.layout == nil },
    .flag("labels") { $0.storage.source.value == "labels" },
    .list("fileSystems") { $0.storage.fileSystems.map(FileSystem.init) },
    .flag("swap") { !$0.storage.swapDevices.isEmpty },
    .list("devices") { $0.storage.swapDevices.map(Device.init) },
    .flag("zram") { $0.storage.zram.value },
    .flag("bareMetal") { $0.storage.firmware },
    .optional("microcode") { $0.storage.microcode.map { Maker(maker: $0.value) } },
    .flag("npu") { $0.storage.intelNPU },
    .flag("agent") { $0.storage.guestAgent && $0.storage.guest?.value == .qemu },
    .flag("parallels") { $0.storage.guest?.value == .parallels },
    .optional("guest") { $0.guest },
    .literal("system") { .string($0.plan.host.system) },
  ]
}
