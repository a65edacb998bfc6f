import HostModel
import SourceText

/// Display controllers and accelerators, out of all PCI functions.
enum GPUProbe {
  /// Drivers that hold a device for a guest.
  private static let passthroughDrivers: Set<String> = ["vfio-pci", "pci-stub", "pciback"]

  static func run(
    on root: SystemRoot, devices: [Hardware.PCIDevice], findings: inout [Diagnostic]
  ) -> [Hardware.GPU] {
    let displays = devices.filter(\.isDisplay)
    noteOddClasses(devices, findings: &findings)
    guard !displays.isEmpty else { return [] }
    let reserved = reservedIDs(root)
    let slots = Dictionary(grouping: devices.lazy.map(\.address)) { $0.dropLast(2) }
    return displays.compactMap { device in
      guard let address = PCIAddress(device.address) else { return nil }
      let facts = GPUFacts.of(device)
      var gpu = Hardware.GPU(
        pci: device, vendor: facts.vendor, model: facts.model, knowledge: facts.knowledge,
        name: facts.name, busID: address.busID)
      gpu.discrete = facts.discrete
      gpu.expectedKernelDriver = facts.kernelDriver
      gpu.companions = (slots[device.address.dropLast(2)] ?? []).filter { $0 != device.address }
      gpu.passedThrough = isPassedThrough(device, reserved: reserved, root: root)
      // amdgpu tells; without a driver the device may be from a dump of another machine.
      if device.driver != nil {
        gpu.videoMemoryBytes = root.number(
          "\(PCIAttributes.folder)/\(device.address)/mem_info_vram_total")
      }
      note(gpu, root: root, findings: &findings)
      return gpu
    }
  }

  // MARK: passthrough

  /// Whether the card belongs to a guest: held by vfio-pci, or free and marked for it.
  private static func isPassedThrough(
    _ device: Hardware.PCIDevice, reserved: [[Substring]], root: SystemRoot
  ) -> Bool {
    if let driver = device.driver { return passthroughDrivers.contains(driver) }
    let path = "\(PCIAttributes.folder)/\(device.address)/driver_override"
    if let override = root.line(path), passthroughDrivers.contains(override) { return true }
    let ids = [
      device.vendor, device.device, device.subsystemVendor ?? -1, device.subsystemDevice ?? -1,
    ]
    return reserved.contains { entry in
      entry.count >= 2
        && zip(entry, ids).allSatisfy { $0 == "*" || Text.hexadecimal($0) == $1 }
    }
  }

  /// The ids after `vfio-pci.ids=` of the kernel's command line, split at the colons.
  private static func reservedIDs(_ root: SystemRoot) -> [[Substring]] {
    guard let line = root.bytes("/proc/cmdline", redact: Redaction.commandLine) else { return [] }
    let words = String(decoding: line, as: UTF8.self).split { $0 == " " || $0 == "\n" }
    let prefixes = ["vfio-pci.ids=", "vfio_pci.ids=", "pci-stub.ids="]
    return words.flatMap { word in
      prefixes.flatMap { prefix in
        word.hasPrefix(prefix)
          ? word.dropFirst(prefix.count).split(separator: ",")
            .map { $0.split(separator: ":", omittingEmptySubsequences: false) } : []
      }
    }
  }

  // MARK: findings

  private static func note(
    _ gpu: Hardware.GPU, root: SystemRoot, findings: inout [Diagnostic]
  ) {
    switch gpu.knowledge {
    case .table: break
    case .guess(let reason):
      findings.append(
        .warning(
          "gpu-guessed", "the tables do not know GPU \(gpu.pci.address) (\(gpu.name)): \(reason)",
          fix: "check the driver that is chosen for it"))
    case .unknown:
      findings.append(
        .warning(
          "gpu-unknown", "the tables do not know GPU \(gpu.pci.address): \(gpu.name)",
          fix: "choose its driver in the answers, or update nixwiz"))
    }
  }

  /// A known GPU under another class is no display: better said than driven by its id alone.
  private static func noteOddClasses(
    _ devices: [Hardware.PCIDevice], findings: inout [Diagnostic]
  ) {
    for device in devices {
      guard let classCode = device.classCode, !device.isDisplay, device.vendor == 0x10de,
        GPUTables.nvidia.row(device.device) != nil
      else { continue }
      findings.append(
        .warning(
          "gpu-unexpected-class",
          "\(device.address) has the id of a GPU (10de:\(Text.hex(device.device, 4))) but class "
            + "\(Text.hex(classCode, 6)); it is not taken for a display device"))
    }
  }
}
