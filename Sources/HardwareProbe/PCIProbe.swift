import CPci
import Glibc
import HostModel
import SourceText

/// All PCI functions of a machine, with what sysfs adds to them.
enum PCIProbe {
  /// Where the list of functions comes from.
  enum Source {
    /// The bus of the root; libpci reads it where that is safe.
    case bus
    /// The bytes of a dump.
    case dump([UInt8])

    var isDump: Bool {
      if case .dump = self { true } else { false }
    }
  }

  static func run(
    on root: SystemRoot, source: Source, findings: inout [Diagnostic]
  ) -> [Hardware.PCIDevice] {
    var functions: [PCIFunction]
    switch source {
    case .bus: functions = bus(of: root, findings: &findings)
    case .dump(let bytes): functions = dump(bytes, findings: &findings)
    }
    functions.removeAll { function in
      if function.isAbsent { return true }
      guard function.isUnreadable else { return false }
      findings.append(unreadable("\(function.address)"))
      return true
    }
    functions.sort { $0.address < $1.address }
    return functions.map { function in
      if function.classCode == nil {
        findings.append(
          .warning(
            "pci-class-unknown", "the class of PCI device \(function.address) cannot be read",
            fix: "wake the device up, or record the machine as root"))
      }
      return join(function, with: root, mayDiffer: source.isDump)
    }
  }

  private static func unreadable(_ address: String) -> Diagnostic {
    .warning(
      "pci-device-unreadable", "PCI device \(address) does not answer: switched off or pulled",
      fix: "wake it up (start something that uses it) and probe again")
  }

  // MARK: sources

  private static func bus(of root: SystemRoot, findings: inout [Diagnostic]) -> [PCIFunction] {
    guard root.kind(PCIAttributes.folder) == .folder else { return [] }
    // A recording is made of what SystemRoot reads, which libpci's files are not.
    if root.isThisMachine, root.recorder == nil {
      do {
        let listing = try PCILibrary.scan(sysfs: "/sys/bus/pci")
        for address in listing.unreadable { findings.append(unreadable("\(address)")) }
        return listing.functions
      } catch {
        findings.append(
          .warning("libpci-failed", "libpci gave up (\(error.message)); sysfs was read instead"))
      }
    }
    let (functions, skipped) = PCIAttributes.scan(root)
    for name in skipped.prefix(20) { findings.append(unreadable(name)) }
    return functions
  }

  private static func dump(_ bytes: [UInt8], findings: inout [Diagnostic]) -> [PCIFunction] {
    switch PCIDump.read(bytes) {
    case .failure(let error):
      findings.append(error.diagnostic)
      return []
    case .success(let dump):
      findings += dump.warnings
      for (address, configuration) in dump.functions where configuration.isEmpty {
        findings.append(
          .warning(
            "pci-device-without-data", "the PCI dump names \(address) but holds no bytes of it",
            fix: "record it with `lspci -nnxxx`; without -x there are only names"))
      }
      let text = dump.canonicalText
      guard !text.isEmpty else { return [] }
      do {
        return try throughMemory(text) { path throws(PCILibrary.Failure) in
          try PCILibrary.scan(checkedDump: path).functions
        }
      } catch {
        findings.append(.error("libpci-failed", "libpci cannot read the dump: \(error.message)"))
        return []
      }
    }
  }

  /// Gives the bytes a path for as long as `body` runs: a file in memory, never on a disk.
  private static func throughMemory<Result>(
    _ bytes: [UInt8], _ body: (String) throws(PCILibrary.Failure) -> Result
  ) throws(PCILibrary.Failure) -> Result {
    let descriptor = nixwiz_memory_file("nixwiz-pci-dump")
    guard descriptor >= 0 else { throw PCILibrary.Failure(message: "no memory file") }
    defer { close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw PCILibrary.Failure(message: "no memory file") }
      rest = rest.dropFirst(count)
    }
    return try body("/proc/self/fd/\(descriptor)")
  }

  // MARK: sysfs

  /// Adds what only sysfs knows.
  ///
  /// - Parameter mayDiffer: the function comes from a dump, perhaps of another machine; sysfs is
  ///   believed if it has the same device at the address.
  private static func join(
    _ function: PCIFunction, with root: SystemRoot, mayDiffer: Bool
  ) -> Hardware.PCIDevice {
    var device = Hardware.PCIDevice(
      address: "\(function.address)", classCode: function.classCode, vendor: function.vendor,
      device: function.device, revision: function.revision)
    device.subsystemVendor = function.subsystemVendor
    device.subsystemDevice = function.subsystemDevice
    let path = "\(PCIAttributes.folder)/\(function.address)"
    if mayDiffer {
      guard root.hexadecimal("\(path)/vendor", bits: 16) == function.vendor,
        root.hexadecimal("\(path)/device", bits: 16) == function.device
      else { return device }
    }
    device.driver = root.linkName("\(path)/driver")
    if device.driver != nil { device.module = root.linkName("\(path)/driver/module") }
    if let numaNode = root.number("\(path)/numa_node"), numaNode >= 0 {
      device.numaNode = numaNode
    }
    device.iommuGroup = root.linkName("\(path)/iommu_group").flatMap { Int($0) }
    if device.isDisplay, let bootVGA = root.number("\(path)/boot_vga") {
      device.bootVGA = bootVGA == 1
    }
    return device
  }
}
