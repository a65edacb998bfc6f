import HostModel
import TestSupport
import Testing

@testable import HardwareProbe

/// Which devices are GPUs, whose they are, and what they mean together.
@Suite struct GPUProbeTests {
  /// Class and ids of one device, and whether it is a GPU.
  @Test(arguments: [
    (0x030000, 0x10de, 0x2204, true), (0x030200, 0x10de, 0x2331, true),
    (0x038000, 0x1002, 0x1586, true), (0x120000, 0x1002, 0x74a1, true),
    (0x120000, 0x8086, 0xad1d, false), (0x118000, 0x1022, 0x17f0, false),
    (0x040300, 0x10de, 0x1aef, false), (0x068000, 0x10de, 0x22a3, false),
  ])
  func classes(code: Int, vendor: Int, device: Int, isGPU: Bool) {
    let hardware = probe([Card(vendor: vendor, device: device, code: code)])
    #expect(hardware.gpus.count == (isGPU ? 1 : 0))
  }

  /// NVIDIA cards of one host, and the driver for all of them.
  @Test(arguments: [
    ([0x2204], "production open 8.6"),
    ([0x1b80, 0x2204], "legacy_580 closed 6.1 8.6"),
    ([0x2204, 0x2b85, 0x2204], "production open 8.6 12.0"),
    ([0x1004], "legacy_470 closed 3.5"),
    ([0x1b80, 0x2b85], "conflict 6.1 12.0"),
    ([0x1004, 0x2684], "conflict 3.5 8.9"),
    ([0x06c0], "legacy_390 closed <6.18 2.0"),
    ([0x0191], "legacy_340 closed <6.7 1.0"),
    ([0x0020], "none"),
  ])
  func nvidiaDriver(devices: [Int], driver: String) throws {
    let hardware = probe(devices.map { Card(vendor: 0x10de, device: $0) })
    let found = try #require(hardware.nvidiaDriver)
    var words = [found.branch ?? (found.conflict == nil ? "none" : "conflict")]
    if let open = found.open { words.append(open ? "open" : "closed") }
    if let kernel = found.kernelBelow { words.append("<\(kernel)") }
    #expect((words + found.cudaCapabilities).joined(separator: " ") == driver)
  }

  @Test func reservedCardsBelongToGuests() {
    let card = Card(vendor: 0x10de, device: 0x2182)
    #expect(probe([card], commandLine: "quiet vfio-pci.ids=10de:1aeb,10de:2182").ownGPUs.isEmpty)
    #expect(probe([card], commandLine: "quiet vfio-pci.ids=10de:1aeb").ownGPUs.count == 1)
    // A driver that has the card shows that the mark did not take.
    var bound = card
    bound.driver = "nvidia"
    #expect(probe([bound], commandLine: "vfio-pci.ids=10de:2182").ownGPUs.count == 1)
    bound.driver = "vfio-pci"
    #expect(probe([bound]).ownGPUs.isEmpty)
    #expect(probe([bound]).nvidiaDriver == nil)
  }

  @Test func hybridGraphicsNeedALaptop() {
    let cards = [
      Card(vendor: 0x1002, device: 0x1681), Card(vendor: 0x10de, device: 0x28e0),
    ]
    let prime = probe(cards, chassis: 10).prime
    #expect(prime?.integratedOption == "amdgpuBusId")
    #expect(prime?.integratedBusID == "PCI:16@0:0:0")
    #expect(prime?.nvidiaBusID == "PCI:17@0:0:0")
    #expect(probe(cards, chassis: 3).prime == nil)
  }

  @Test func companionsAreTheOtherFunctions() {
    Fixture.withTemporaryFolder { folder in
      for (address, code) in [
        ("0000:01:00.0", "030000"), ("0000:01:00.1", "040300"),
        ("0000:01:01.0", "020000"), ("10000:01:00.1", "040300"),
      ] {
        Card(vendor: 0x10de, device: 0x2204, code: Int(code, radix: 16) ?? 0)
          .write(to: folder, address: address)
      }
      let gpus = HardwareProbe.run(on: SystemRoot(folder)).hardware.gpus
      #expect(gpus.map(\.companions) == [["0000:01:00.1"]])
    }
  }

  /// The dump of one machine read on another: nothing of the other's displays is kept.
  @Test func foreignDumps() throws {
    try MachineTests.withMachine("desktop-rx7900xtx") { folder in
      let foreign = try #require(
        Fixture.text(at: "\(Golden.root)/Hostile/pci/shuffled.txt"))
      let report = HardwareProbe.run(on: SystemRoot(folder), pciDump: Array(foreign.utf8))
      #expect(report.hardware.gpus.map(\.name) == ["GeForce RTX 3090"])
      #expect(report.hardware.gpus.map(\.pci.driver) == [nil])
      #expect(report.hardware.drmCards.isEmpty)
      #expect(report.hardware.kfdNodes.isEmpty)
    }
  }

  @Test func instructionSets() {
    #expect(KFDProbe.target(110_003) == "gfx1103")
    #expect(KFDProbe.target(90_010) == "gfx90a")
    #expect(KFDProbe.target(80_003) == "gfx803")
  }

  /// A device to lay into a folder as sysfs shows it.
  struct Card: Sendable {
    var vendor: Int
    var device: Int
    var code = 0x030000
    var driver: String?

    func write(to folder: String, address: String) {
      let path = "\(folder)/sys/bus/pci/devices/\(address)"
      for (name, value) in [("vendor", vendor), ("device", device), ("class", code)] {
        Fixture.write(Array("0x\(String(value, radix: 16))\n".utf8), to: "\(path)/\(name)")
      }
      if let driver { Fixture.link("\(path)/driver", to: "../../drivers/\(driver)") }
    }
  }

  private func probe(
    _ cards: [Card], commandLine: String = "", chassis: Int = 3
  ) -> Hardware {
    Fixture.withTemporaryFolder { folder in
      for (index, card) in cards.enumerated() {
        card.write(to: folder, address: "0000:\(Text.hex(16 + index, 2)):00.0")
      }
      Fixture.write(Array(commandLine.utf8), to: "\(folder)/proc/cmdline")
      Fixture.write(Array("\(chassis)\n".utf8), to: "\(folder)/sys/class/dmi/id/chassis_type")
      return HardwareProbe.run(on: SystemRoot(folder)).hardware
    }
  }
}
