/// The way back from the JSON document to `Hardware`.
extension HardwareDocument {
  static func decode(_ root: JSONObjectReader) throws(JSONObjectError) -> Hardware {
    let version = try root.required("schema", root.integer("schema"))
    guard version == schema else {
      throw root.error("schema", "is \(version), and this nixwiz reads \(schema)")
    }
    var hardware = Hardware()
    hardware.system = try root.required("system", root.string("system"))
    hardware.kernelRelease = try root.string("kernel")
    try decodeHost(root, into: &hardware)
    hardware.memoryKiB = try root.object("memory")?.integer("total_kib")
    for object in try root.objects("pci") { hardware.pciDevices.append(try pciDevice(object)) }
    for object in try root.objects("usb") { hardware.usbInterfaces.append(try usb(object)) }
    for object in try root.objects("gpus") {
      hardware.gpus.append(try gpu(object, devices: hardware.pciDevices))
    }
    if let object = try root.object("peripherals") {
      hardware.peripherals.battery = try object.bool("battery") ?? false
      hardware.peripherals.bluetooth = try object.bool("bluetooth") ?? false
      hardware.peripherals.fingerprintReader = try object.bool("fingerprint_reader") ?? false
    }
    hardware.profile = try root.string("profile")
    for object in try root.objects("drm") { hardware.drmCards.append(try drmCard(object)) }
    for object in try root.objects("kfd") { hardware.kfdNodes.append(try kfdNode(object)) }
    if let object = try root.object("vulkan") { hardware.vulkan = try vulkan(object) }
    if let object = try root.object("storage") { try decodeStorage(object, into: &hardware) }
    if let object = try root.object("root") {
      hardware.root = Hardware.RootFileSystem(
        device: try object.required("device", object.string("device")),
        fileSystem: try object.required("fs", object.string("fs")),
        subvolume: try object.string("subvol"))
    }
    hardware.kernelModules = try root.strings("kernel_modules")
    return hardware
  }

  private static func decodeHost(
    _ root: JSONObjectReader, into hardware: inout Hardware
  ) throws(JSONObjectError) {
    if let system = try root.object("os") {
      hardware.operatingSystem.id = try system.string("id")
      hardware.operatingSystem.version = try system.string("version")
      hardware.operatingSystem.live = try system.bool("live") ?? false
    }
    if let dmi = try root.object("dmi") {
      hardware.dmi.systemVendor = try dmi.string("sys_vendor")
      hardware.dmi.productName = try dmi.string("product_name")
      hardware.dmi.productVersion = try dmi.string("product_version")
      hardware.dmi.productFamily = try dmi.string("product_family")
      hardware.dmi.boardVendor = try dmi.string("board_vendor")
      hardware.dmi.boardName = try dmi.string("board_name")
      hardware.dmi.biosVendor = try dmi.string("bios_vendor")
      hardware.dmi.biosVersion = try dmi.string("bios_version")
      hardware.dmi.chassisType = try dmi.integer("chassis_type")
      hardware.dmi.laptop = try dmi.bool("laptop") ?? false
    }
    if let cpu = try root.object("cpu") {
      hardware.cpu.vendor = try cpu.word("vendor", Hardware.CPU.Vendor.self) ?? .other
      hardware.cpu.vendorID = try cpu.string("vendor_id")
      hardware.cpu.modelName = try cpu.string("model_name")
      hardware.cpu.family = try cpu.integer("family")
      hardware.cpu.model = try cpu.integer("model")
      hardware.cpu.sockets = try cpu.integer("sockets") ?? 1
      hardware.cpu.cores = try cpu.integer("cores") ?? 1
      hardware.cpu.threads = try cpu.integer("threads") ?? 1
      hardware.cpu.flags = try cpu.strings("flags")
      hardware.cpu.hypervisorFlag = try cpu.bool("hypervisor_flag") ?? false
      hardware.cpu.kvmModule = try cpu.string("kvm_module")
    }
    if let firmware = try root.object("firmware") {
      hardware.firmware.kind = try firmware.word("type", Hardware.Firmware.Kind.self) ?? .bios
      hardware.firmware.platformBits = try firmware.integer("platform_bits")
      hardware.firmware.secureBoot = try firmware.bool("secure_boot")
      hardware.firmware.setupMode = try firmware.bool("setup_mode")
    }
    if let virtualisation = try root.object("virtualisation") {
      hardware.virtualisation.type = try virtualisation.string("type") ?? "none"
      hardware.virtualisation.evidence = try virtualisation.string("evidence")
      hardware.virtualisation.channels = try virtualisation.strings("channels")
    }
  }

  // MARK: devices

  private static func pciDevice(
    _ object: JSONObjectReader
  ) throws(JSONObjectError) -> Hardware.PCIDevice {
    var device = Hardware.PCIDevice(
      address: try object.required("address", object.string("address")),
      classCode: try object.hex("class"),
      vendor: try object.required("vendor_id", object.hex("vendor_id")),
      device: try object.required("device_id", object.hex("device_id")),
      revision: try object.hex("revision") ?? 0)
    if let subsystem = try object.string("subsystem") {
      let parts = subsystem.split(separator: ":").map { Int($0, radix: 16) }
      guard parts.count == 2, let vendor = parts[0], let id = parts[1] else {
        throw object.error("subsystem", "must be two hexadecimal numbers with a colon between")
      }
      device.subsystemVendor = vendor
      device.subsystemDevice = id
    }
    device.driver = try object.string("driver")
    device.module = try object.string("module")
    device.bootVGA = try object.bool("boot_vga")
    device.numaNode = try object.integer("numa_node")
    device.iommuGroup = try object.integer("iommu_group")
    return device
  }

  private static func usb(
    _ object: JSONObjectReader
  ) throws(JSONObjectError) -> Hardware.USBInterface {
    var interface = Hardware.USBInterface(
      name: try object.required("name", object.string("name")),
      interfaceClass: try object.required("class", object.hex("class")),
      interfaceSubclass: try object.hex("subclass") ?? 0,
      interfaceProtocol: try object.hex("protocol") ?? 0)
    interface.vendor = try object.hex("vendor_id")
    interface.product = try object.hex("product_id")
    interface.driver = try object.string("driver")
    interface.module = try object.string("module")
    return interface
  }

  private static func gpu(
    _ object: JSONObjectReader, devices: [Hardware.PCIDevice]
  ) throws(JSONObjectError) -> Hardware.GPU {
    let address = try object.required("address", object.string("address"))
    guard let pci = devices.first(where: { $0.address == address }) else {
      throw object.error("address", "\(address) is not in the list pci")
    }
    let vendor = try object.required(
      "vendor", object.word("vendor", Hardware.GPU.Vendor.self))
    var gpu = Hardware.GPU(
      pci: pci, vendor: vendor, model: try model(object, vendor: vendor), knowledge: .unknown,
      name: try object.required("name", object.string("name")),
      busID: try object.required("bus_id", object.string("bus_id")))
    switch try object.string("knowledge") {
    case "table": gpu.knowledge = .table
    case "guess": gpu.knowledge = .guess(reason: try object.string("guess_reason") ?? "")
    default: break
    }
    gpu.passedThrough = try object.bool("passed_through") ?? false
    gpu.companions = try object.strings("companions")
    gpu.discrete = try object.bool("discrete")
    gpu.expectedKernelDriver = try object.string("expected_kernel_driver")
    gpu.videoMemoryBytes = try object.integer("vram_bytes")
    return gpu
  }

  private static func model(
    _ object: JSONObjectReader, vendor: Hardware.GPU.Vendor
  ) throws(JSONObjectError) -> Hardware.GPU.Model? {
    switch vendor {
    case .nvidia:
      guard let chip = try object.string("chip") else { return nil }
      var model = Hardware.NVIDIAModel(chip: chip)
      model.architecture = try object.string("architecture")
      model.computeCapability = try object.string("compute_capability")
      model.openKernelModule = try object.bool("open_kernel_module") ?? false
      model.openRequired = try object.bool("open_required") ?? false
      model.newestBranch = try object.string("newest_branch")
      model.nixpkgsAttribute = try object.string("nixpkgs_attr")
      model.oldestCUDA = try object.string("oldest_cuda")
      model.newestCUDA = try object.string("newest_cuda")
      return .nvidia(model)
    case .amd:
      guard let codename = try object.string("codename") else { return nil }
      var model = Hardware.AMDModel(codename: codename)
      model.family = try object.string("family")
      model.gfxTarget = try object.string("gfx_target")
      model.rocm = try object.word("rocm", Hardware.AMDModel.ROCm.self) ?? .none
      model.hsaOverrideGFXVersion = try object.string("hsa_override_gfx_version")
      model.needsLegacySupport = try object.bool("needs_legacy_support") ?? false
      model.vulkan = try object.string("vulkan")
      model.rocmLibraryGaps = try object.string("rocm_library_gaps")
      model.marketingName = try object.string("marketing_name")
      return .amd(model)
    case .intel:
      guard let codename = try object.string("codename") else { return nil }
      var model = Hardware.IntelModel(codename: codename)
      model.generation = try object.string("generation")
      model.vulkan = try object.string("vulkan")
      model.mediaDriver = try object.string("media_driver")
      model.compute = try object.string("compute")
      model.videoProcessing = try object.string("video_processing")
      model.forceProbe = try object.bool("force_probe") ?? false
      model.alternativeKernelDriver = try object.string("alternative_kernel_driver")
      return .intel(model)
    case .other:
      guard let kind = try object.string("kind") else { return nil }
      var model = Hardware.OtherModel(kind: kind)
      model.vulkan = try object.string("vulkan")
      return .other(model)
    }
  }

  private static func drmCard(
    _ object: JSONObjectReader
  ) throws(JSONObjectError) -> Hardware.DRMCard {
    var card = Hardware.DRMCard(card: try object.required("card", object.string("card")))
    card.address = try object.string("address")
    card.platform = try object.string("platform")
    card.render = try object.string("render")
    card.connected = try object.strings("connected")
    card.bootDisplay = try object.bool("boot_display") ?? false
    return card
  }

  private static func kfdNode(
    _ object: JSONObjectReader
  ) throws(JSONObjectError) -> Hardware.KFDNode {
    var node = Hardware.KFDNode(node: try object.required("node", object.integer("node")))
    node.address = try object.string("address")
    node.gfxTarget = try object.string("gfx_target")
    node.gfxTargetVersion = try object.integer("gfx_target_version")
    node.drmRenderMinor = try object.integer("drm_render_minor")
    node.vramBytes = try object.integer("vram_bytes")
    return node
  }

  private static func vulkan(
    _ object: JSONObjectReader
  ) throws(JSONObjectError) -> Hardware.Vulkan {
    var vulkan = Hardware.Vulkan()
    vulkan.sysconfdir = try object.string("sysconfdir") ?? vulkan.sysconfdir
    vulkan.environment = try object.object("env")?.stringMembers() ?? [:]
    for object in try object.objects("icds_sorted_by_path") {
      var driver = Hardware.VulkanDriver(
        manifest: try object.required("manifest", object.string("manifest")),
        libraryPath: try object.required("library_path", object.string("library_path")),
        apiVersion: try object.string("api_version"))
      driver.resolvedLibrary = try object.string("resolved_library")
      driver.libraryArchitecture = try object.string("library_arch")
      driver.portability = try object.bool("portability") ?? false
      vulkan.drivers.append(driver)
    }
    return vulkan
  }

  // MARK: storage

  private static func decodeStorage(
    _ storage: JSONObjectReader, into hardware: inout Hardware
  ) throws(JSONObjectError) {
    hardware.initrdAvailableKernelModules = try storage.strings("initrd_available_kernel_modules")
    hardware.initrdKernelModules = try storage.strings("initrd_kernel_modules")
    hardware.softwareRAID = try storage.bool("software_raid") ?? false
    for object in try storage.objects("disks") { hardware.disks.append(try disk(object)) }
    for object in try storage.objects("stacked") {
      hardware.stackedDevices.append(try stackedDevice(object))
    }
    for object in try storage.objects("mounts") {
      var mount = Hardware.Mount(
        mountPoint: try object.required("mount_point", object.string("mount_point")),
        device: try object.required("device", object.string("device")),
        fileSystem: try object.required("fs", object.string("fs")))
      mount.options = try object.strings("options")
      mount.stratisPool = try object.string("stratis_pool")
      hardware.mounts.append(mount)
    }
    for object in try storage.objects("swaps") {
      var swap = Hardware.Swap(device: try object.required("device", object.string("device")))
      swap.isFile = try object.bool("file") ?? false
      swap.priority = try object.integer("priority")
      swap.randomEncryption = try object.bool("random_encryption") ?? false
      hardware.swaps.append(swap)
    }
    for object in try storage.objects("luks") {
      hardware.luksDevices.append(
        Hardware.LUKSDevice(
          name: try object.required("name", object.string("name")),
          device: try object.required("device", object.string("device")),
          onLVM: try object.bool("on_lvm") ?? false))
    }
  }

  private static func disk(_ object: JSONObjectReader) throws(JSONObjectError) -> Hardware.Disk {
    var disk = Hardware.Disk(
      name: try object.required("name", object.string("name")),
      sizeBytes: try object.integer("size_bytes"))
    disk.model = try object.string("model")
    disk.rotational = try object.bool("rotational") ?? false
    disk.removable = try object.bool("removable") ?? false
    disk.transport = try object.string("transport")
    disk.partitions = try object.strings("partitions")
    disk.installationMedium = try object.bool("installation_medium") ?? false
    return disk
  }

  private static func stackedDevice(
    _ object: JSONObjectReader
  ) throws(JSONObjectError) -> Hardware.StackedDevice {
    let kind: Hardware.StackedDevice.Kind =
      switch try object.required("kind", object.string("kind")) {
      case "luks": .luks
      case "lvm": .lvm
      case "bcache": .bcache
      case "raid": .raid(level: try object.string("level"))
      default: .other(try object.string("other_kind") ?? "unknown")
      }
    var device = Hardware.StackedDevice(
      name: try object.required("name", object.string("name")), kind: kind)
    device.mapperName = try object.string("mapper_name")
    device.slaves = try object.strings("slaves")
    return device
  }
}
