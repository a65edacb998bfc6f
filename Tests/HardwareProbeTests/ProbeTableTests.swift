import HostModel
import TestSupport
import Testing

@testable import HardwareProbe

/// The table for people, for every recorded machine beside it in `probe.txt`.
@Suite struct ProbeTableTests {
  @Test(arguments: MachineTests.machines)
  func golden(_ machine: String) {
    MachineTests.withMachine(machine) { folder in
      let table = ProbeTable.render(HardwareProbe.run(on: SystemRoot(folder)))
      Golden.expect(table, at: "Machines/\(machine)/probe.txt")
    }
  }

  @Test func fitsTheWidth() {
    MachineTests.withMachine("laptop-intel-rtx4060") { folder in
      let report = HardwareProbe.run(on: SystemRoot(folder))
      for width in [40, 60, 80, 132] {
        let lines = ProbeTable.render(report, width: width).split(separator: "\n")
        // A single word may be longer than the line; none of this machine's is at 60.
        #expect(lines.allSatisfy { $0.count <= max(width, 56) })
        #expect(lines.allSatisfy { !$0.hasSuffix(" ") })
      }
      #expect(!ProbeTable.render(report).utf8.contains(0x1b))
      #expect(ProbeTable.render(report, colored: true).utf8.contains(0x1b))
    }
  }

  @Test(arguments: [
    (0, "0 B"), (1_023, "1023 B"), (1_024, "1.0 KiB"), (42_949_672_960, "40.0 GiB"),
    (1_024_242_325_504, "954 GiB"), (-1, "0 B"),
  ])
  func sizes(bytes: Int, text: String) { #expect(ProbeText.size(bytes) == text) }
}
