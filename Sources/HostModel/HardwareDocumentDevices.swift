/// The devices of the JSON document.
extension HardwareDocument {
  static func encode(_ device: Hardware.PCIDevice) -> JSONValue {
    var object = JSONObject()
    object["address"] = .string(device.address)
    encodeIDs(device, into: &object)
    object["driver"] = .string(device.driver)
    object["module"] = .string(device.module)
    object["boot_vga"] = .bool(device.bootVGA)
    object["numa_node"] = .integer(device.numaNode)
    object["iommu_group"] = .integer(device.iommuGroup)
    return object.value
  }

  private static func encodeIDs(_ device: Hardware.PCIDevice, into object: inout JSONObject) {
    object["class"] = .hex(device.classCode, 6)
    object["vendor_id"] = .hex(device.vendor, 4)
    object["device_id"] = .hex(device.device, 4)
    object["revision"] = .hex(device.revision, 2)
    object["subsystem"] = .string(subsystem(device))
  }

  /// `1458:403b`
  private static func subsystem(_ device: Hardware.PCIDevice) -> String? {
    guard let vendor = device.subsystemVendor, let id = device.subsystemDevice,
      case .string(let left) = JSONValue.hex(vendor, 4),
      case .string(let right) = JSONValue.hex(id, 4)
    else { return nil }
    return "\(left):\(right)"
  }

  static func encode(_ interface: Hardware.USBInterface) -> JSONValue {
    var object = JSONObject()
    object["name"] = .string(interface.name)
    object["vendor_id"] = .hex(interface.vendor, 4)
    object["product_id"] = .hex(interface.product, 4)
    object["class"] = .hex(interface.interfaceClass, 2)
    object["subclass"] = .hex(interface.interfaceSubclass, 2)
    object["protocol"] = .hex(interface.interfaceProtocol, 2)
    object["driver"] = .string(interface.driver)
    object["module"] = .string(interface.module)
    return object.value
  }

  static func encode(_ peripherals: Hardware.Peripherals) -> JSONValue {
    var object = JSONObject()
    object["battery"] = .bool(peripherals.battery)
    object["bluetooth"] = .bool(peripherals.bluetooth)
    object["fingerprint_reader"] = .bool(peripherals.fingerprintReader)
    return object.value
  }

  // MARK: graphics

  static func encode(_ gpu: Hardware.GPU) -> JSONValue {
    var object = JSONObject()
    object["address"] = .string(gpu.pci.address)
    encodeIDs(gpu.pci, into: &object)
    object["bus_id"] = .string(gpu.busID)
    object["vendor"] = .string(gpu.vendor.rawValue)
    object["boot_vga"] = .bool(gpu.pci.bootVGA)
    object["bound_driver"] = .string(gpu.pci.driver)
    object["numa_node"] = .integer(gpu.pci.numaNode)
    object["passed_through"] = .bool(gpu.passedThrough)
    object["companions"] = .strings(gpu.companions)
    object["name"] = .string(gpu.name)
    object["discrete"] = .bool(gpu.discrete)
    object["expected_kernel_driver"] = .string(gpu.expectedKernelDriver)
    object["vram_bytes"] = .integer(gpu.videoMemoryBytes)
    switch gpu.knowledge {
    case .table: object["knowledge"] = .string("table")
    case .unknown: object["knowledge"] = .string("unknown")
    case .guess(let reason):
      object["knowledge"] = .string("guess")
      object["guess_reason"] = .string(reason)
    }
    encode(gpu.model, into: &object)
    return object.value
  }

  private static func encode(_ model: Hardware.GPU.Model?, into object: inout JSONObject) {
    switch model {
    case .nvidia(let model):
      object["chip"] = .string(model.chip)
      object["architecture"] = .string(model.architecture)
      object["compute_capability"] = .string(model.computeCapability)
      object["open_kernel_module"] = .bool(model.openKernelModule)
      object["open_required"] = .bool(model.openRequired)
      object["newest_branch"] = .string(model.newestBranch)
      object["nixpkgs_attr"] = .string(model.nixpkgsAttribute)
      object["oldest_cuda"] = .string(model.oldestCUDA)
      object["newest_cuda"] = .string(model.newestCUDA)
    case .amd(let model):
      object["codename"] = .string(model.codename)
      object["family"] = .string(model.family)
      object["gfx_target"] = .string(model.gfxTarget)
      object["rocm"] = .string(model.rocm.rawValue)
      object["hsa_override_gfx_version"] = .string(model.hsaOverrideGFXVersion)
      object["needs_legacy_support"] = .bool(model.needsLegacySupport)
      object["vulkan"] = .string(model.vulkan)
      object["rocm_library_gaps"] = .string(model.rocmLibraryGaps)
      object["marketing_name"] = .string(model.marketingName)
    case .intel(let model):
      object["codename"] = .string(model.codename)
      object["generation"] = .string(model.generation)
      object["vulkan"] = .string(model.vulkan)
      object["media_driver"] = .string(model.mediaDriver)
      object["compute"] = .string(model.compute)
      object["video_processing"] = .string(model.videoProcessing)
      object["force_probe"] = .bool(model.forceProbe)
      object["alternative_kernel_driver"] = .string(model.alternativeKernelDriver)
    case .other(let model):
      object["kind"] = .string(model.kind)
      object["vulkan"] = .string(model.vulkan)
    case nil: break
    }
  }

  static func encode(_ card: Hardware.DRMCard) -> JSONValue {
    var object = JSONObject()
    object["card"] = .string(card.card)
    object["address"] = .string(card.address)
    object["platform"] = .string(card.platform)
    object["render"] = .string(card.render)
    object["connected"] = .strings(card.connected)
    object["boot_display"] = .bool(card.bootDisplay)
    return object.value
  }

  static func encode(_ node: Hardware.KFDNode) -> JSONValue {
    var object = JSONObject()
    object["node"] = .integer(node.node)
    object["address"] = .string(node.address)
    object["gfx_target"] = .string(node.gfxTarget)
    object["gfx_target_version"] = .integer(node.gfxTargetVersion)
    object["drm_render_minor"] = .integer(node.drmRenderMinor)
    object["vram_bytes"] = .integer(node.vramBytes)
    return object.value
  }

  static func encode(_ vulkan: Hardware.Vulkan) -> JSONValue {
    var environment = JSONObject()
    for (name, value) in vulkan.environment { environment[name] = .string(value) }
    var object = JSONObject()
    object["env"] = environment.value
    object["sysconfdir"] = .string(vulkan.sysconfdir)
    object["icds_sorted_by_path"] = .list(
      vulkan.drivers.map { driver in
        var object = JSONObject()
        object["manifest"] = .string(driver.manifest)
        object["library_path"] = .string(driver.libraryPath)
        object["resolved_library"] = .string(driver.resolvedLibrary)
        object["api_version"] = .string(driver.apiVersion)
        object["library_arch"] = .string(driver.libraryArchitecture)
        object["portability"] = .bool(driver.portability)
        return object.value
      })
    return object.value
  }

  // MARK: storage

  static func encodeStorage(_ hardware: Hardware) -> JSONValue {
    var object = JSONObject()
    object["initrd_available_kernel_modules"] = .strings(hardware.initrdAvailableKernelModules)
    object["initrd_kernel_modules"] = .strings(hardware.initrdKernelModules)
    object["software_raid"] = .bool(hardware.softwareRAID)
    object["disks"] = .list(hardware.disks.map(encode))
    object["stacked"] = .list(hardware.stackedDevices.map(encode))
    object["mounts"] = .list(
      hardware.mounts.map { mount in
        var object = JSONObject()
        object["mount_point"] = .string(mount.mountPoint)
        object["device"] = .string(mount.device)
        object["fs"] = .string(mount.fileSystem)
        object["options"] = .strings(mount.options)
        object["stratis_pool"] = .string(mount.stratisPool)
        return object.value
      })
    object["swaps"] = .list(
      hardware.swaps.map { swap in
        var object = JSONObject()
        object["device"] = .string(swap.device)
        object["file"] = .bool(swap.isFile)
        object["priority"] = .integer(swap.priority)
        object["random_encryption"] = .bool(swap.randomEncryption)
        return object.value
      })
    object["luks"] = .list(
      hardware.luksDevices.map { device in
        var object = JSONObject()
        object["name"] = .string(device.name)
        object["device"] = .string(device.device)
        object["on_lvm"] = .bool(device.onLVM)
        return object.value
      })
    return object.value
  }

  private static func encode(_ disk: Hardware.Disk) -> JSONValue {
    var object = JSONObject()
    object["name"] = .string(disk.name)
    object["size_bytes"] = .integer(disk.sizeBytes)
    object["model"] = .string(disk.model)
    object["rotational"] = .bool(disk.rotational)
    object["removable"] = .bool(disk.removable)
    object["transport"] = .string(disk.transport)
    object["partitions"] = .strings(disk.partitions)
    object["installation_medium"] = .bool(disk.installationMedium)
    return object.value
  }

  private static func encode(_ device: Hardware.StackedDevice) -> JSONValue {
    var object = JSONObject()
    object["name"] = .string(device.name)
    object["mapper_name"] = .string(device.mapperName)
    object["slaves"] = .strings(device.slaves)
    switch device.kind {
    case .luks: object["kind"] = .string("luks")
    case .lvm: object["kind"] = .string("lvm")
    case .bcache: object["kind"] = .string("bcache")
    case .raid(let level):
      object["kind"] = .string("raid")
      object["level"] = .string(level)
    case .other(let kind):
      object["kind"] = .string("other")
      object["other_kind"] = .string(kind)
    }
    return object.value
  }

  static func encode(_ root: Hardware.RootFileSystem) -> JSONValue {
    var object = JSONObject()
    object["device"] = .string(root.device)
    object["fs"] = .string(root.fileSystem)
    object["subvol"] = .string(root.subvolume)
    return object.value
  }
}
