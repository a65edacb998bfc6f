import HostModel
package import SourceText
package import TextFormats

extension FacterReport {
  /// Whether a document is such a report: ours of `nixwiz probe --json` has a `schema`.
  package static func isReport(_ document: TextNode) -> Bool {
    document["schema"] == nil && document["version"] != nil && document["hardware"] != nil
  }

  /// Reads a report. Mounts are not in it, nor the memory of GPUs, nor batteries: what follows from
  /// them takes its default.
  package static func decode(
    _ document: TextNode, of file: SourceFile
  ) -> Result<ProbeReport, DiagnosticError> {
    do throws(JSONObjectError) {
      var reading = Reading(try JSONObjectReader(document, path: ""))
      return .success(try reading.report())
    } catch {
      return .failure(
        DiagnosticError(
          .error(
            "facter-report", error.message, at: SourceLocation(file: file, span: error.span),
            fix: "write the report again with `nixos-facter`")))
    }
  }

  /// One report being read.
  private struct Reading {
    private let root: JSONObjectReader
    private var hardware = Hardware()
    private var findings: [Diagnostic] = []
    /// Modules that disks name, which no PCI device does.
    private var diskModules: Set<String> = []
    /// PCI addresses by the numbers that other entries refer to.
    private var addresses: [Int: String] = [:]

    init(_ root: JSONObjectReader) { self.root = root }

    mutating func report() throws(JSONObjectError) -> ProbeReport {
      let version = try root.required("version", root.integer("version"))
      guard version == FacterReport.version else {
        throw root.error("version", "is \(version), and this nixwiz reads \(FacterReport.version)")
      }
      hardware.system = try root.required("system", root.string("system"))
      if let type = try root.string("virtualisation") {
        hardware.virtualisation.type = type.split(separator: "_").joined(separator: "-")
        if hardware.virtualisation.guest { hardware.virtualisation.evidence = "the report" }
      }
      let devices = try root.required("hardware", root.object("hardware"))
      try readSMBIOS(formFactor: devices.object("system")?.string("form_factor"))
      try readProcessors(devices)
      try readBuses(devices)
      try readMonitors(devices)
      try readDisks(devices)
      try readMemory(devices)
      try readFirmware(devices)
      try readSwaps()
      conclude()
      return ProbeReport(hardware: hardware, findings: findings)
    }

    private mutating func readFirmware(_ devices: JSONObjectReader) throws(JSONObjectError) {
      if let uefi = try root.object("uefi") {
        guard try uefi.bool("supported") == true else { return }
        hardware.firmware.kind = .uefi
        hardware.firmware.platformBits = try uefi.integer("platform_size")
        return
      }
      // Reports from before version 0.3 do not say it.
      if try devices.object("bios")?.integer("low_memory_size") == 0 {
        // The data area of a BIOS is empty: there is none.
        hardware.firmware.kind = .uefi
      } else if hardware.virtualisation.guest {
        hardware.firmware.kind = hardware.cpu.vendor == .arm ? .uefi : .bios
      } else {
        try guessFirmware()
      }
    }

    /// That a report is silent says nothing against UEFI, which nearly all machines have by now.
    /// UEFI that can start systems for a BIOS fills its data area too, so all that is left is how old
    /// the firmware is; reports of aarch64 do not tell that either.
    private mutating func guessFirmware() throws(JSONObjectError) {
      let date = try root.object("smbios")?.object("bios")?.string("date")
      let year = date?.split(separator: "/").last.flatMap { Int($0) }
      let isOld = year.map { $0 < 2012 } ?? false
      hardware.firmware.kind = isOld ? .bios : .uefi
      let guess =
        isOld ? "a BIOS is assumed, as its firmware is of \(year ?? 0)" : "UEFI is assumed"
      let loader = hardware.cpu.vendor == .arm ? "extlinux" : "grub"
      findings.append(
        .warning(
          "facter-firmware", "the report does not say how the machine starts; \(guess)",
          fix: "write the report again with a current `nixos-facter` on that machine"
            + (isOld ? "" : ", or answer boot.loader = \"\(loader)\" if it has no UEFI")))
    }

    private mutating func readSMBIOS(formFactor: String?) throws(JSONObjectError) {
      hardware.dmi.laptop = formFactor == "laptop"
      guard let smbios = try root.object("smbios") else { return }
      if let system = try smbios.object("system") {
        hardware.dmi.systemVendor = try system.string("manufacturer")
        hardware.dmi.productName = try system.string("product")
        hardware.dmi.productVersion = try system.string("version")
      }
      if let board = try smbios.object("board") {
        hardware.dmi.boardVendor = try board.string("manufacturer")
        hardware.dmi.boardName = try board.string("product")
      }
      if let bios = try smbios.object("bios") {
        hardware.dmi.biosVendor = try bios.string("vendor")
        hardware.dmi.biosVersion = try bios.string("version")
      }
      // One chassis was an object before reports had a list of them.
      let chassis =
        smbios.isList("chassis")
        ? try smbios.objects("chassis").first : try smbios.object("chassis")
      if let type = try chassis?.object("chassis_type")?.integer("value") {
        hardware.dmi.chassisType = type
        hardware.dmi.laptop = HostProbe.isPortable(chassis: type)
      }
    }

    private mutating func readProcessors(_ devices: JSONObjectReader) throws(JSONObjectError) {
      let entries = try devices.objects("cpu")
      guard let first = entries.first else { return }
      hardware.cpu.vendorID = try first.string("vendor_name")
      hardware.cpu.vendor =
        hardware.system.hasPrefix("aarch64") ? .arm : CPUProbe.vendor(of: hardware.cpu.vendorID)
      hardware.cpu.modelName = try first.string("model_name")
      hardware.cpu.family = try first.integer("family")
      hardware.cpu.model = try first.integer("model")
      hardware.cpu.flags = Set(try first.strings("features")).sorted()
      hardware.cpu.sockets = entries.count
      if hardware.cpu.vendor == .arm {
        hardware.cpu.modelName =
          hardware.cpu.modelName ?? hardware.cpu.vendorID.flatMap(CPUProbe.armName)
      }
      hardware.cpu.cores = try Self.sum("cores", of: entries)
      hardware.cpu.threads = max(hardware.cpu.cores, try Self.sum("siblings", of: entries))
      let flags = Set(hardware.cpu.flags)
      hardware.cpu.hypervisorFlag = flags.contains("hypervisor")
      hardware.cpu.kvmModule =
        flags.contains("vmx") ? "kvm-intel" : flags.contains("svm") ? "kvm-amd" : nil
      hardware.kernelModules = hardware.cpu.kvmModule.map { [$0] } ?? []
    }

    private static func sum(
      _ name: String, of entries: [JSONObjectReader]
    ) throws(JSONObjectError) -> Int {
      var sum = 0
      for entry in entries { sum += min(max(0, try entry.integer(name) ?? 0), 1 << 16) }
      return sum
    }

    // MARK: devices

    private mutating func readBuses(_ devices: JSONObjectReader) throws(JSONObjectError) {
      for list in devices.names {
        // What is no list holds no devices: `bios` and `system` are objects.
        guard devices.isList(list), list != "cpu" else { continue }
        for entry in try devices.objects(list) {
          switch try entry.object("bus_type")?.integer("value") {
          case FacterClass.pciBus: try readPCI(entry)
          case FacterClass.usbBus: try readUSB(entry)
          default: break
          }
        }
      }
      hardware.pciDevices.sort { left, right in
        guard let left = PCIAddress(left.address), let right = PCIAddress(right.address) else {
          return left.address < right.address
        }
        return left < right
      }
      hardware.usbInterfaces.sort { $0.name < $1.name }
      hardware.peripherals.bluetooth = try !devices.objects("bluetooth").isEmpty
      hardware.peripherals.fingerprintReader = hardware.usbInterfaces.contains(
        where: DeviceTables.isFingerprintReader)
    }

    private mutating func readPCI(_ entry: JSONObjectReader) throws(JSONObjectError) {
      guard let address = try entry.string("sysfs_bus_id"), PCIAddress(address) != nil,
        let vendor = try Self.value("vendor", of: entry),
        let id = try Self.value("device", of: entry),
        !hardware.pciDevices.contains(where: { $0.address == address })
      else { return }
      var classCode: Int?
      if let base = try Self.value("base_class", of: entry), base <= 0xff {
        let sub = try Self.value("sub_class", of: entry) ?? 0
        let interface = try Self.value("pci_interface", of: entry) ?? 0
        classCode = base << 16 | (sub & 0xff) << 8 | (interface & 0xff)
      }
      var device = Hardware.PCIDevice(
        address: address, classCode: classCode, vendor: vendor, device: id,
        revision: try Self.value("revision", of: entry) ?? 0)
      device.subsystemVendor = try Self.value("sub_vendor", of: entry)
      device.subsystemDevice = try Self.value("sub_device", of: entry)
      device.iommuGroup = try entry.integer("sysfs_iommu_group_id")
      device.driver = try entry.string("driver")
      device.module = try Self.module(of: entry)
      hardware.pciDevices.append(device)
      if let index = try entry.integer("index") { addresses[index] = address }
    }

    private mutating func readUSB(_ entry: JSONObjectReader) throws(JSONObjectError) {
      guard let name = try entry.string("sysfs_bus_id"), let detail = try entry.object("detail"),
        let interfaceClass = try Self.value("interface_class", of: detail),
        !hardware.usbInterfaces.contains(where: { $0.name == name })
      else { return }
      var interface = Hardware.USBInterface(
        name: name, interfaceClass: interfaceClass,
        interfaceSubclass: try Self.value("interface_subclass", of: detail) ?? 0,
        interfaceProtocol: try detail.integer("interface_protocol") ?? 0)
      interface.vendor = try Self.value("vendor", of: entry)
      interface.product = try Self.value("device", of: entry)
      interface.driver = try entry.string("driver")
      interface.module = try Self.module(of: entry)
      hardware.usbInterfaces.append(interface)
    }

    private static func module(of entry: JSONObjectReader) throws(JSONObjectError) -> String? {
      if let module = try entry.string("driver_module") { return module }
      return try entry.strings("driver_modules").first
    }

    /// The number of an id, which has 16 bits.
    private static func value(
      _ name: String, of entry: JSONObjectReader
    ) throws(JSONObjectError) -> Int? {
      try entry.object(name)?.integer("value").flatMap { (0...0xffff).contains($0) ? $0 : nil }
    }

    /// A monitor names the card that it hangs on. Where it does not, one card leaves no doubt.
    private mutating func readMonitors(_ devices: JSONObjectReader) throws(JSONObjectError) {
      hardware.gpus = GPUProbe.run(
        on: .empty, devices: hardware.pciDevices, findings: &findings)
      let drawing = hardware.gpus.filter { $0.vendor != .other }.map(\.pci.address)
      var connected: [String: [String]] = [:]
      for monitor in try devices.objects("monitor") {
        let named = try monitor.integer("attached_to").flatMap { addresses[$0] }
        guard let address = named ?? (drawing.count == 1 ? drawing[0] : nil),
          drawing.contains(address)
        else { continue }
        connected[address, default: []].append(try monitor.string("label") ?? "monitor")
      }
      hardware.drmCards = connected.sorted { $0.key < $1.key }.enumerated().map { index, entry in
        var card = Hardware.DRMCard(card: "card\(index)")
        card.address = entry.key
        card.connected = entry.value.sorted()
        return card
      }
    }

    // MARK: disks, memory, swap

    private mutating func readDisks(_ devices: JSONObjectReader) throws(JSONObjectError) {
      var partitions: [String] = []
      for entry in try devices.objects("partition") {
        if let name = try Self.deviceName(entry) { partitions.append(name) }
      }
      for entry in try devices.objects("disk") {
        guard let name = try Self.deviceName(entry), DiskProbe.isDisk(name) else { continue }
        var disk = Hardware.Disk(name: name, sizeBytes: try Self.size(entry))
        disk.model = try entry.string("model")
        disk.transport = DiskProbe.transport(of: name)
        if disk.transport == nil { disk.transport = try Self.transport(of: entry) }
        disk.partitions = partitions.filter { $0.hasPrefix(name) && $0 != name }.sorted {
          DiskProbe.naturalKey($0) < DiskProbe.naturalKey($1)
        }
        hardware.disks.append(disk)
        diskModules.formUnion(try entry.strings("driver_modules"))
      }
      hardware.disks.sort { DiskProbe.naturalKey($0.name) < DiskProbe.naturalKey($1.name) }
    }

    /// What `sda` hangs on: the place in the device tree tells, or the driver.
    private static func transport(of entry: JSONObjectReader) throws(JSONObjectError) -> String? {
      let place = try entry.string("sysfs_device_link") ?? ""
      let drivers = try entry.strings("drivers")
      let isUSB =
        place.contains("/usb") || drivers.contains("usb-storage") || drivers.contains("uas")
      return isUSB ? "usb" : "sata/sas"
    }

    /// `sda` of the first name that is one of the kernel's.
    private static func deviceName(_ entry: JSONObjectReader) throws(JSONObjectError) -> String? {
      for path in try entry.strings("unix_device_names") where path.hasPrefix("/dev/") {
        let name = String(path.dropFirst("/dev/".utf8.count))
        if !name.contains("/"), BlockDevices.isPlain(name) { return name }
      }
      return nil
    }

    private static func size(_ entry: JSONObjectReader) throws(JSONObjectError) -> Int? {
      for resource in try entry.objects("resources") where try resource.string("type") == "size" {
        guard try resource.string("unit") == "sectors", let count = try resource.integer("value_1"),
          let bytes = try resource.integer("value_2"), (0...1 << 50).contains(count),
          (1...65_536).contains(bytes)
        else { continue }
        return count &* bytes
      }
      return nil
    }

    private mutating func readMemory(_ devices: JSONObjectReader) throws(JSONObjectError) {
      for entry in try devices.objects("memory") {
        for resource in try entry.objects("resources")
        where try resource.string("type") == "phys_mem" {
          guard let bytes = try resource.integer("range"), bytes > 0 else { continue }
          hardware.memoryKiB = bytes / 1_024
        }
      }
    }

    private mutating func readSwaps() throws(JSONObjectError) {
      for entry in try root.objects("swap") {
        guard let path = try entry.string("path") else { continue }
        var swap = Hardware.Swap(device: path)
        swap.isFile = try entry.string("type") == "file"
        swap.priority = try entry.integer("priority").flatMap { $0 < 0 ? nil : $0 }
        hardware.swaps.append(swap)
      }
    }

    // MARK: conclusions

    private mutating func conclude() {
      let blocks = BlockDevices(.empty)
      hardware.initrdAvailableKernelModules = Set(
        ModuleProbe.initrdAvailable(hardware, blocks: blocks, root: .empty)
          + diskModules.filter(BlockDevices.isPlain)
      ).sorted()
      hardware.profile = PeripheralProbe.profile(of: hardware.dmi, cpu: hardware.cpu)
    }
  }
}
