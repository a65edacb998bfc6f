package import HostModel
import TextFormats

/// A report as nixos-facter writes it, version 1, for the modules under `hardware.facter` of NixOS.
///
/// What the probe does not know is left out, and so are serial numbers, which the original keeps for
/// disks. Lists are sorted and numbered in their order, so two reports of one machine are equal.
package enum FacterReport {
  static let version = 1

  /// The report, ending in a line end.
  package static func encode(_ hardware: Hardware) -> [UInt8] {
    var root = JSONObject()
    root["version"] = .integer(version)
    root["system"] = .string(hardware.system)
    root["virtualisation"] = .string(
      hardware.virtualisation.type.split(separator: "-").joined(separator: "_"))
    var uefi = JSONObject()
    uefi["supported"] = .bool(hardware.firmware.kind == .uefi)
    uefi.set("platform_size", .integer(hardware.firmware.platformBits))
    root["uefi"] = uefi.value
    root["hardware"] = FacterDevices(hardware).value
    root["smbios"] = smbios(hardware.dmi)
    if !hardware.swaps.isEmpty { root["swap"] = .list(hardware.swaps.map(swap)) }
    var writer = JSONWriter(pretty: true)
    writer.node(root.value.node, sortingKeys: true)
    return writer.bytes + [0x0a]
  }

  private static func smbios(_ dmi: Hardware.DMI) -> JSONValue {
    var smbios = JSONObject()
    func add(_ name: String, _ members: [(String, String?)]) {
      var object = JSONObject()
      for (name, text) in members { object.set(name, .string(text)) }
      if !object.isEmpty { smbios[name] = object.value }
    }
    add("bios", [("vendor", dmi.biosVendor), ("version", dmi.biosVersion)])
    add("board", [("manufacturer", dmi.boardVendor), ("product", dmi.boardName)])
    add(
      "system",
      [
        ("manufacturer", dmi.systemVendor), ("product", dmi.productName),
        ("version", dmi.productVersion),
      ])
    if let type = dmi.chassisType {
      var chassis = JSONObject()
      chassis["chassis_type"] = FacterDevices.id(type, digits: 4)
      smbios["chassis"] = .list([chassis.value])
    }
    return smbios.value
  }

  private static func swap(_ swap: Hardware.Swap) -> JSONValue {
    var object = JSONObject()
    object["type"] = .string(swap.isFile ? "file" : "partition")
    object["path"] = .string(swap.device)
    // The kernel's own choices count down from -2.
    object["priority"] = .integer(swap.priority ?? -2)
    return object.value
  }
}

/// The lists under `hardware` of a report.
struct FacterDevices {
  private let hardware: Hardware
  private var lists: [String: [JSONValue]] = [:]
  private var count = 0
  /// The numbers of PCI devices, by address.
  private var indices: [String: Int] = [:]

  var value: JSONValue {
    var object = JSONObject()
    for (name, devices) in lists.sorted(by: { $0.key < $1.key }) { object[name] = .list(devices) }
    return object.value
  }

  init(_ hardware: Hardware) {
    self.hardware = hardware
    addProcessors()
    for device in hardware.pciDevices { add(device) }
    for interface in hardware.usbInterfaces { add(interface) }
    for disk in hardware.disks { add(disk) }
    for card in hardware.drmCards {
      for connector in card.connected {
        add("monitor", attachedTo: card.address.flatMap { indices[$0] } ?? 0) {
          $0["label"] = .string(connector)
        }
      }
    }
    if let memory = hardware.memoryKiB {
      add("memory") { entry in
        var range = JSONObject()
        range["type"] = .string("phys_mem")
        range["range"] = .integer(memory * 1_024)
        entry["resources"] = .list([range.value])
      }
    }
  }

  /// `{ "hex": "10de", "name": "…", "value": 4318 }`
  static func id(_ value: Int, digits: Int, name: String? = nil) -> JSONValue {
    var object = JSONObject()
    object["hex"] = .string(Text.hex(value, digits))
    object.set("name", .string(name))
    object["value"] = .integer(value)
    return object.value
  }

  private mutating func add(
    _ list: String, attachedTo parent: Int = 0, _ fill: (inout JSONObject) -> Void
  ) {
    count += 1
    var entry = JSONObject()
    entry["index"] = .integer(count)
    entry["attached_to"] = .integer(parent)
    entry["class_list"] = .strings([list])
    fill(&entry)
    lists[list, default: []].append(entry.value)
  }

  /// One entry for each socket.
  private mutating func addProcessors() {
    let cpu = hardware.cpu
    let architecture = String(hardware.system.prefix { $0 != "-" })
    lists["cpu"] = (0..<max(1, cpu.sockets)).map { socket in
      var entry = JSONObject()
      entry["architecture"] = .string(architecture)
      entry["vendor_name"] = .string(cpu.vendorID ?? "unknown")
      entry.set("model_name", .string(cpu.modelName))
      entry.set("family", .integer(cpu.family))
      entry.set("model", .integer(cpu.model))
      entry["features"] = .strings(cpu.flags)
      entry["physical_id"] = .integer(socket)
      if cpu.cores > 0 { entry["cores"] = .integer(cpu.cores / max(1, cpu.sockets)) }
      if cpu.threads > 0 { entry["siblings"] = .integer(cpu.threads / max(1, cpu.sockets)) }
      return entry.value
    }
  }

  // MARK: PCI

  private mutating func add(_ device: Hardware.PCIDevice) {
    guard let address = PCIAddress(device.address) else { return }
    let names = hardware.gpus.first { $0.pci.address == device.address }?.name
    add(FacterClass.list(of: device)) { entry in
      entry["bus_type"] = Self.id(FacterClass.pciBus, digits: 2, name: "PCI")
      var slot = JSONObject()
      slot["bus"] = .integer(address.bus)
      slot["number"] = .integer(address.device)
      entry["slot"] = slot.value
      entry["sysfs_bus_id"] = .string(device.address)
      entry.set("sysfs_iommu_group_id", .integer(device.iommuGroup))
      if let code = device.classCode {
        entry["base_class"] = Self.id(code >> 16, digits: 4)
        entry["sub_class"] = Self.id(code >> 8 & 0xff, digits: 4)
        entry["pci_interface"] = Self.id(code & 0xff, digits: 4)
      }
      entry["vendor"] = Self.id(device.vendor, digits: 4)
      entry["device"] = Self.id(device.device, digits: 4, name: names)
      if let vendor = device.subsystemVendor { entry["sub_vendor"] = Self.id(vendor, digits: 4) }
      if let id = device.subsystemDevice { entry["sub_device"] = Self.id(id, digits: 4) }
      entry["revision"] = Self.id(device.revision, digits: 4)
      Self.setDriver(device.driver, module: device.module, of: &entry)
    }
    indices[device.address] = count
  }

  private static func setDriver(_ driver: String?, module: String?, of entry: inout JSONObject) {
    if let driver {
      entry["driver"] = .string(driver)
      entry["drivers"] = .strings([driver])
    }
    if let module {
      entry["driver_module"] = .string(module)
      entry["driver_modules"] = .strings([module])
    }
  }

  // MARK: USB

  private mutating func add(_ interface: Hardware.USBInterface) {
    let isReader =
      hardware.peripherals.fingerprintReader && DeviceTables.isFingerprintReader(interface)
    add(FacterClass.list(of: interface, isReader: isReader)) { entry in
      entry["bus_type"] = Self.id(FacterClass.usbBus, digits: 2, name: "USB")
      entry["sysfs_bus_id"] = .string(interface.name)
      if let vendor = interface.vendor { entry["vendor"] = Self.id(vendor, digits: 4) }
      if let product = interface.product { entry["device"] = Self.id(product, digits: 4) }
      var detail = JSONObject()
      detail["interface_class"] = Self.id(interface.interfaceClass, digits: 2)
      detail["interface_subclass"] = Self.id(interface.interfaceSubclass, digits: 2)
      detail["interface_protocol"] = .integer(interface.interfaceProtocol)
      entry["detail"] = detail.value
      Self.setDriver(interface.driver, module: interface.module, of: &entry)
    }
  }

  // MARK: disks

  private mutating func add(_ disk: Hardware.Disk) {
    let module = FacterClass.diskModules[disk.transport ?? ""].flatMap {
      hardware.initrdAvailableKernelModules.contains($0) ? $0 : nil
    }
    add(disk.transport == "optical" ? "cdrom" : "disk") { entry in
      entry.set("model", .string(disk.model))
      entry["unix_device_names"] = .strings(["/dev/\(disk.name)"])
      if let size = disk.sizeBytes {
        var resource = JSONObject()
        resource["type"] = .string("size")
        resource["unit"] = .string("sectors")
        resource["value_1"] = .integer(size / 512)
        resource["value_2"] = .integer(512)
        entry["resources"] = .list([resource.value])
      }
      if disk.transport == "usb" { entry["drivers"] = .strings(["usb-storage"]) }
      if let module { entry["driver_modules"] = .strings([module]) }
    }
    for partition in disk.partitions {
      add("partition") { $0["unix_device_names"] = .strings(["/dev/\(partition)"]) }
    }
  }
}

/// How nixos-facter, after hwinfo, sorts devices into lists.
enum FacterClass {
  /// Numbers of buses.
  static let pciBus = 4
  static let usbBus = 0x86

  /// What drives disks of a transport.
  static let diskModules = [
    "nvme": "nvme", "sata/sas": "sd_mod", "usb": "sd_mod", "virtio": "virtio_blk",
    "mmc": "mmc_block", "optical": "sr_mod", "xen": "xen_blkfront",
  ]

  /// By class, base class alone where the sub-class says no more.
  private static let pciLists = [
    0x0c00: "firewire_controller", 0x0c03: "usb_controller", 0x0805: "mmc_controller",
    0x0401: "sound", 0x0403: "sound", 0x0607: "pcmcia_controller",
  ]
  private static let pciBaseLists = [
    0x01: "storage_controller", 0x02: "network_controller", 0x03: "graphics_card",
    0x05: "memory", 0x06: "bridge",
  ]

  static func list(of device: Hardware.PCIDevice) -> String {
    guard let code = device.classCode else { return "unknown" }
    if device.isDisplay { return "graphics_card" }
    return pciLists[code >> 8] ?? pciBaseLists[code >> 16] ?? "unknown"
  }

  static func list(of interface: Hardware.USBInterface, isReader: Bool) -> String {
    if isReader { return "fingerprint" }
    switch (interface.interfaceClass, interface.interfaceSubclass, interface.interfaceProtocol) {
    case (0x03, _, 0x01): return "keyboard"
    case (0x03, _, 0x02): return "mouse"
    case (0x09, _, _): return "hub"
    case (0xe0, 0x01, 0x01): return "bluetooth"
    case (0x0e, _, _): return "camera"
    default: return "usb"
    }
  }
}
