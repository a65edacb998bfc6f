package import HostModel
package import SourceText

/// What a probe found, and what it could not find or did not believe.
package struct ProbeReport: Sendable, Hashable {
  package var hardware: Hardware
  /// Sorted as met; an error means that a part asked for could not be read at all.
  package var findings: [Diagnostic]

  package init(hardware: Hardware, findings: [Diagnostic]) {
    self.hardware = hardware
    self.findings = findings
  }

  /// Whether the machine could not be read: exit status 3.
  package var failed: Bool { findings.contains { $0.severity == .error } }
}

/// Reads a machine, or a recorded one, into `Hardware`.
package enum HardwareProbe {
  /// Probes; never fails: what cannot be read is unknown, with a finding where that matters.
  ///
  /// - Parameters:
  ///   - root: the machine.
  ///   - pciDump: the bytes of an `lspci -x` dump to read instead of the machine's PCI bus.
  ///   - environment: the variables for the Vulkan loader's search, instead of the session's.
  package static func run(
    on root: SystemRoot, pciDump: [UInt8]? = nil, environment: [String: String]? = nil
  ) -> ProbeReport {
    var hardware = Hardware()
    var findings: [Diagnostic] = []
    hardware.cpu = CPUProbe.run(on: root, findings: &findings)
    hardware.system = HostProbe.system(root, cpu: hardware.cpu)
    hardware.operatingSystem = HostProbe.operatingSystem(root)
    hardware.kernelRelease = HostProbe.kernelRelease(root)
    hardware.memoryKiB = HostProbe.memoryKiB(root)
    hardware.dmi = HostProbe.dmi(root)
    hardware.firmware = HostProbe.firmware(root)
    hardware.virtualisation = VirtualisationProbe.run(
      on: root, cpu: hardware.cpu, dmi: hardware.dmi, kernelRelease: hardware.kernelRelease)
    let source = pciSource(root, pciDump: pciDump)
    hardware.pciDevices = PCIProbe.run(on: root, source: source, findings: &findings)
    hardware.gpus = GPUProbe.run(on: root, devices: hardware.pciDevices, findings: &findings)
    hardware.drmCards = DRMProbe.run(on: root)
    hardware.kfdNodes = KFDProbe.run(on: root)
    if source.isDump { dropForeignDisplays(&hardware) }
    hardware.usbInterfaces = USBProbe.run(on: root)
    hardware.peripherals = PeripheralProbe.run(on: root, usb: hardware.usbInterfaces)
    hardware.profile = PeripheralProbe.profile(of: hardware.dmi, cpu: hardware.cpu)
    hardware.vulkan = VulkanProbe.run(
      on: root, environment: environment, isNixOS: hardware.operatingSystem.id == "nixos",
      findings: &findings)
    StorageProbe.run(on: root, into: &hardware, findings: &findings)
    return ProbeReport(hardware: hardware, findings: findings)
  }

  /// A dump may be of another machine than the rest: cards and compute nodes count only for GPUs that
  /// the dump and the bus have in common, which are those with a driver.
  private static func dropForeignDisplays(_ hardware: inout Hardware) {
    let own = Set(hardware.gpus.filter { $0.pci.driver != nil }.map(\.pci.address))
    hardware.drmCards.removeAll { card in card.address.map { !own.contains($0) } ?? false }
    hardware.kfdNodes.removeAll { node in node.address.map { !own.contains($0) } ?? false }
  }

  /// A dump that was asked for, else the bus, else the dump in a recording that has no bus.
  private static func pciSource(_ root: SystemRoot, pciDump: [UInt8]?) -> PCIProbe.Source {
    if let pciDump { return .dump(pciDump) }
    if !root.isThisMachine, root.kind(PCIAttributes.folder) != .folder,
      let recorded = root.bytes("/lspci.txt", limit: PCIDump.maximumBytes)
    {
      return .dump(recorded)
    }
    return .bus
  }
}
