import Glibc
import HostModel
import SourceText
import TestSupport
import Testing

@testable import HardwareProbe

/// Dumps made to break a reader: each gives the devices it deserves, and nothing crashes.
///
/// libpci 3.9 and 3.15 end the process on eleven of these files and corrupt its heap on one.
@Suite struct HostilePCITests {
  /// File, the functions kept (address vendor:device class), codes of the findings.
  static let cases: [(String, [String], Set<String>)] = {
    let gpu = "0000:0a:00.0 10de:2204 030000"
    let audio = "0000:0a:00.1 10de:1aef 040300"
    let refused: Set<String> = ["pci-dump-unreadable"]
    return [
      ("empty.txt", [], []),
      ("comments-only.txt", [], []),
      ("truncated-midline.txt", [], refused),
      ("no-final-newline.txt", [], refused),
      ("truncated-header.txt", ["0000:0a:00.0 10de:2204 -"], ["pci-class-unknown"]),
      ("no-hex.txt", [], ["pci-device-without-data"]),
      ("long-line.txt", [], refused),
      ("malformed-hex.txt", [], refused),
      ("odd-nibble.txt", [], refused),
      ("offset-too-big.txt", [], refused),
      ("offset-huge.txt", [], refused),
      ("offset-negative.txt", [gpu], ["pci-dump-line"]),
      ("crlf.txt", [gpu, audio], []),
      ("duplicate.txt", [gpu], ["pci-dump-line"]),
      ("shuffled.txt", [gpu, audio], []),
      ("wrong-class-gpu.txt", ["0000:0a:00.0 10de:2204 020000"], ["gpu-unexpected-class"]),
      ("wrong-class-nic.txt", ["0000:01:00.0 8086:1521 030000"], ["gpu-unknown"]),
      ("all-ff.txt", [], ["pci-device-unreadable"]),
      ("all-zero.txt", [], []),
      (
        "unknown-ids.txt",
        [
          "0000:01:00.0 10de:fffe 030000", "0000:02:00.0 1002:fffd 038000",
          "0000:03:00.0 abcd:0001 030000",
        ], ["gpu-unknown"]
      ),
      ("bad-header-type.txt", [gpu], []),
      ("caps-loop.txt", [gpu], []),
      ("function-a.txt", [gpu], ["pci-dump-line"]),
      ("function-a-glued.txt", [gpu], ["pci-dump-line"]),
      ("function-9.txt", [], ["pci-dump-line"]),
      ("domain-5.txt", ["fffff:ff:1f.7 10de:2204 030000"], []),
      ("domain-8.txt", [], ["pci-dump-line"]),
      ("escape-in-name.txt", [gpu], []),
      ("nul-bytes.txt", [], refused),
      ("garbage.bin", [], refused),
      ("binary-elf.bin", [], refused),
    ]
  }()

  @Test(arguments: cases)
  func dump(file: String, functions: [String], codes: Set<String>) throws {
    let bytes = try #require(Fixture.bytes(at: "\(Golden.root)/Hostile/pci/\(file)"))
    let report = probe(bytes)
    #expect(report.hardware.pciDevices.map(describe) == functions)
    #expect(Set(report.findings.map(\.code)) == codes)
    #expect(report.failed == codes.contains("pci-dump-unreadable"))
  }

  @Test func everyFileIsTried() {
    #expect(Set(Fixture.names(in: "\(Golden.root)/Hostile/pci")) == Set(Self.cases.map(\.0)))
  }

  @Test func oddFactsOfGoodDumps() throws {
    let far = probe(try #require(Fixture.bytes(at: "\(Golden.root)/Hostile/pci/domain-5.txt")))
    #expect(far.hardware.gpus.map(\.busID) == ["PCI:255@1048575:31:7"])
    let bad = probe(
      try #require(Fixture.bytes(at: "\(Golden.root)/Hostile/pci/bad-header-type.txt")))
    #expect(bad.hardware.pciDevices.map(\.subsystemVendor) == [nil])
    let unknown = probe(
      try #require(Fixture.bytes(at: "\(Golden.root)/Hostile/pci/unknown-ids.txt")))
    #expect(unknown.hardware.gpus.map(\.knowledge) == [.unknown, .unknown, .unknown])
    let wrong = probe(
      try #require(Fixture.bytes(at: "\(Golden.root)/Hostile/pci/wrong-class-gpu.txt")))
    #expect(wrong.hardware.gpus.isEmpty)
  }

  @Test func manyFunctions() {
    var text = ""
    for index in 0..<600 {
      let address = PCIAddress(
        domain: index / 150, bus: index / 8 % 250, device: index % 8, function: 0)
      text += "\(address) VGA compatible controller\n"
      text += "00: de 10 04 22 07 04 10 00 a1 00 00 03 10 00 80 00\n\n"
    }
    #expect(probe(Array(text.utf8)).hardware.gpus.count == 600)
  }

  @Test func hugeDumpIsRefusedBySize() {
    let report = probe([UInt8](repeating: UInt8(ascii: "\n"), count: PCIDump.maximumBytes + 1))
    #expect(report.findings.map(\.code) == ["pci-dump-unreadable"])
  }

  private func probe(_ dump: [UInt8]) -> ProbeReport {
    Fixture.withTemporaryFolder { folder in
      var report = HardwareProbe.run(on: SystemRoot(folder), pciDump: dump)
      // The folder is empty but for the dump.
      report.findings.removeAll { ["cpu-unknown", "mounts-unknown"].contains($0.code) }
      return report
    }
  }
}

/// `0000:0a:00.0 10de:2204 030000`
func describe(_ device: Hardware.PCIDevice) -> String {
  "\(device.address) \(Text.hex(device.vendor, 4)):\(Text.hex(device.device, 4)) "
    + (device.classCode.map { Text.hex($0, 6) } ?? "-")
}
