import HostModel
import Testing

@testable import HardwareProbe

/// The embedded tables keep the rules that the search relies on, and answer for known cards.
@Suite struct FactTableTests {
  @Test(arguments: [
    GPUTables.nvidia, GPUTables.nvidiaBlocks, GPUTables.nvidiaPreTesla, GPUTables.amd,
    GPUTables.amdNames, GPUTables.intel, GPUTables.other,
  ])
  func rowsAreSorted(_ table: FactTable) {
    let keys = table.keys
    #expect(keys.count > 20)
    #expect(keys == keys.sorted())
    #expect(!keys.contains(-1))
    for key in keys { #expect(table.row(key) != nil) }
  }

  @Test func unknownKeysAreNotFound() {
    for key in [-1, 0, 0x2201, 0xffff, 0x10000] { #expect(GPUTables.nvidia.row(key) == nil) }
  }

  @Test func everyNVIDIAChipHasItsFacts() {
    var seen: Set<String> = []
    for row in GPUTables.nvidia.allRows {
      let chip = row["chip"] ?? ""
      guard seen.insert(chip).inserted else { continue }
      let facts = GPUTables.nvidiaChips.row(where: "chip", is: chip)
      #expect(facts?["compute_capability"] == row["compute_capability"], "\(chip)")
    }
  }

  @Test func everyEnumerationOfTheTablesIsKnown() {
    for row in GPUTables.amd.allRows {
      #expect(Hardware.AMDModel.ROCm(rawValue: row["rocm_nixpkgs"] ?? "") != nil)
    }
  }

  /// vendor:device/revision, the name, and what stands behind it.
  @Test(arguments: [
    (0x10de, 0x2204, 0xa1, "GeForce RTX 3090", "GA102 8.6 production open"),
    (0x10de, 0x1b80, 0xa1, "GeForce GTX 1080", "GP104 6.1 legacy_580 closed"),
    (0x10de, 0x2b85, 0xa1, "GeForce RTX 5090", "GB202 12.0 production open required"),
    (0x10de, 0x0020, 0x04, "Riva TNT", "NV4 - - closed"),
    (0x1002, 0x67df, 0xe7, "Radeon RX 470/480/570/570X/580/580X/590", "Polaris 10 gfx803 none"),
    (0x1002, 0x67ff, 0xe3, "Radeon RX 550 640SP / RX 560/560X", "Polaris 10 gfx803 none"),
    (0x1002, 0x67ff, 0xff, "Radeon RX 550 640SP / RX 560/560X", "Polaris 11 gfx803 none"),
    (0x8086, 0x1912, 0x06, "HD Graphics 530", "Skylake Gen9 i915"),
    (0x1af4, 0x1050, 0x01, "Virtio 1.0 GPU", "virtual"),
  ])
  func knownCards(vendor: Int, device: Int, revision: Int, name: String, facts: String) {
    let found = lookUp(vendor, device, revision)
    #expect(found.knowledge == .table)
    #expect(found.name == name)
    #expect(describe(found) == facts)
  }

  /// Ids that no table holds: guessed when their block is one chip, else said to be unknown.
  @Test(arguments: [
    (0x10de, 0x2271, "GA102 8.6 production open"),
    (0x10de, 0xfffe, "unknown"),
    (0x1002, 0x7440, "Navi 31 gfx1100 target"),
    (0x1002, 0xfffd, "unknown"),
    (0x8086, 0x1521, "unknown"),
    (0xabcd, 0x0001, "unknown"),
  ])
  func unknownCards(vendor: Int, device: Int, facts: String) {
    let found = lookUp(vendor, device, 0)
    #expect(found.knowledge != .table)
    #expect(describe(found) == facts)
    #expect(found.name.hasPrefix("unknown "))
    if case .guess(let reason) = found.knowledge { #expect(reason.hasPrefix("all ")) }
  }

  private func lookUp(_ vendor: Int, _ device: Int, _ revision: Int) -> GPUFacts {
    GPUFacts.of(
      Hardware.PCIDevice(
        address: "0000:01:00.0", classCode: 0x030000, vendor: vendor, device: device,
        revision: revision))
  }

  private func describe(_ facts: GPUFacts) -> String {
    switch facts.model {
    case .nvidia(let model):
      "\(model.chip) \(model.computeCapability ?? "-") \(model.nixpkgsAttribute ?? "-") "
        + (model.openKernelModule ? "open" : "closed") + (model.openRequired ? " required" : "")
    case .amd(let model): "\(model.codename) \(model.gfxTarget ?? "-") \(model.rocm.rawValue)"
    case .intel(let model):
      "\(model.codename) \(model.generation ?? "-") \(facts.kernelDriver ?? "-")"
    case .other(let model): model.kind
    case nil: "unknown"
    }
  }
}
