import HostModel
import SourceText
import TestSupport
import Testing
import TextFormats

@testable import HardwareProbe

/// Every recorded machine under `Tests/Machines`: a new machine is a new folder.
@Suite struct MachineTests {
  static let machines = Fixture.names(in: "\(Golden.root)/Machines")

  static func withMachine<Result>(
    _ name: String, _ body: (String) throws -> Result
  ) rethrows -> Result {
    try body(PackedTree.shared("\(Golden.root)/Machines/\(name)/machine.tree"))
  }

  /// The document says all that expect.json says.
  @Test(arguments: machines)
  func agreesWithExpectation(_ machine: String) throws {
    let expected = try tree(
      try #require(Fixture.bytes(at: "\(Golden.root)/Machines/\(machine)/expect.json")))
    Self.withMachine(machine) { folder in
      let report = HardwareProbe.run(on: SystemRoot(folder))
      let document = HardwareDocument.encode(report.hardware, findings: report.findings)
      guard let found = try? tree(document) else {
        Issue.record("the document is no JSON")
        return
      }
      for difference in differences(expected, found, at: "") where !isAside(difference.path) {
        Issue.record("\(machine)\(difference.path): \(difference.text)")
      }
      #expect(!report.failed)
    }
  }

  /// The recorded dump, through libpci, shows the same devices as the recorded bus.
  @Test(arguments: machines)
  func dumpAgreesWithBus(_ machine: String) throws {
    try Self.withMachine(machine) { folder in
      let bus = HardwareProbe.run(on: SystemRoot(folder)).hardware
      let bytes = try #require(Fixture.bytes(at: "\(folder)/lspci.txt"))
      let dump = HardwareProbe.run(on: SystemRoot(folder), pciDump: bytes)
      #expect(dump.hardware.pciDevices.map(plain) == bus.pciDevices.map(plain))
      #expect(dump.hardware.gpus == bus.gpus)
    }
  }

  /// libpci reads the recorded bus as the attribute reader does.
  @Test(arguments: machines)
  func libraryAgreesWithAttributes(_ machine: String) throws {
    try Self.withMachine(machine) { folder in
      let library = try PCILibrary.scan(sysfs: "\(folder)/sys/bus/pci").functions
      let own = PCIAttributes.scan(SystemRoot(folder)).functions
      #expect(library.sorted { $0.address < $1.address } == own.sorted { $0.address < $1.address })
    }
  }

  /// The document decodes to the very value that it was made of.
  @Test(arguments: machines)
  func documentRoundTrips(_ machine: String) throws {
    try Self.withMachine(machine) { folder in
      let hardware = HardwareProbe.run(on: SystemRoot(folder)).hardware
      let bytes = HardwareDocument.encode(hardware)
      let decoded = try HardwareDocument.decode(SourceFile(name: "hardware.json", bytes: bytes))
        .get()
      #expect(decoded == hardware)
      #expect(HardwareDocument.encode(decoded) == bytes)
    }
  }

  // MARK: comparison

  /// Without the subsystem of a bridge, which sits in a capability that short dumps do not hold.
  private func plain(_ device: Hardware.PCIDevice) -> Hardware.PCIDevice {
    var device = device
    if device.classCode.map({ $0 >> 8 == 0x0604 }) ?? false {
      device.subsystemVendor = nil
      device.subsystemDevice = nil
    }
    return device
  }

  private func tree(_ bytes: [UInt8]) throws -> TextNode { try JSONDocument.parse(bytes) }

  /// What a recording says about itself.
  private func isAside(_ path: String) -> Bool { path == ".machine" || path == ".description" }

  /// Where `expected` says something that `found` does not: names of objects may be missing in
  /// `expected`, lists must be equal in length and order.
  private func differences(
    _ expected: TextNode, _ found: TextNode?, at path: String
  ) -> [(path: String, text: String)] {
    switch (expected.value, found?.value) {
    case (.object(let members), .object?):
      return members.flatMap { differences($0.node, found?[$0.name], at: "\(path).\($0.name)") }
    case (.array(let wanted), .array(let got)?) where wanted.count == got.count:
      return zip(wanted, got).enumerated().flatMap { index, pair in
        differences(pair.0, pair.1, at: "\(path)[\(index)]")
      }
    case (.string(let wanted), .string(let got)?) where path.hasSuffix(".model"):
      // SCSI has 16 bytes for the model; a recording may expect the whole of it.
      let isCut = wanted.utf8.count > 16 && wanted.hasPrefix(got) && got.utf8.count >= 15
      return wanted == got || isCut ? [] : [(path, "expected \(wanted), found \(got)")]
    case (let wanted, let got?):
      return plain(wanted) == plain(got)
        ? [] : [(path, "expected \(plain(wanted)), found \(plain(got))")]
    case (let wanted, nil): return [(path, "expected \(plain(wanted)), found nothing")]
    }
  }

  private func plain(_ value: TextNode.Value) -> String {
    var writer = JSONWriter()
    writer.node(TextNode(value, at: SourceSpan(start: 0, end: 0)), sortingKeys: true)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
