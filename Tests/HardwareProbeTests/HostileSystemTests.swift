import Glibc
import HostModel
import SourceText
import TestSupport
import Testing

@testable import HardwareProbe

/// Trees of sysfs and files of procfs made to break a reader.
@Suite struct HostileSystemTests {
  // MARK: sysfs

  /// Tree, and the PCI functions that are left of it.
  @Test(arguments: [
    ("no-vendor", []),
    ("class-garbage", ["0000:01:00.0 10de:2204 -"]),
    ("value-too-long", []),
    ("empty-files", []),
    ("config-empty", ["0000:01:00.0 10de:2204 030000"]),
    ("resource-syntax", ["0000:01:00.0 10de:2204 030000"]),
    ("bad-entry", ["0000:01:00.0 10de:2204 030000"]),
    ("negative-id", []),
  ])
  func pciBus(_ tree: String, _ functions: [String]) {
    let report = probe(tree: tree)
    #expect(report.hardware.pciDevices.map(describe) == functions)
    #expect(!report.failed)
  }

  @Test func computeNodes() {
    let nodes = probe(tree: "kfd-hostile").hardware.kfdNodes
    #expect(nodes.map(\.node) == [2])
    #expect(nodes.map(\.gfxTarget) == ["gfx1100"])
  }

  @Test func firmwareVariables() {
    let firmware = probe(tree: "efi-hostile").hardware.firmware
    #expect(firmware.kind == .uefi)
    #expect(firmware.platformBits == nil)
    #expect(firmware.secureBoot == nil)
    #expect(firmware.setupMode == nil)
  }

  @Test func namesFromTheBoard() {
    let report = probe(tree: "dmi-injection") { folder in
      Fixture.write(
        [UInt8](repeating: 0x41, count: 70_000), to: "\(folder)/sys/class/dmi/id/bios_version")
    }
    #expect(report.hardware.dmi.chassisType == nil)
    #expect(!report.hardware.dmi.laptop)
    #expect((report.hardware.dmi.biosVersion?.utf8.count ?? 0) <= 256)
    #expect(!ProbeTable.render(report).utf8.contains(0x1b))
  }

  @Test func blockDevices() {
    let report = probe(tree: "block-hostile") { folder in
      Fixture.write(Array("1\n".utf8), to: "\(folder)/sys/block/nvme0n1 x/size")
    }
    #expect(report.hardware.disks.map(\.name) == ["sda", "sdb", "sdc"])
    #expect(report.hardware.disks.map(\.sizeBytes) == [nil, nil, 0])
    #expect(!report.hardware.disks[0].removable)
    #expect(!ProbeTable.render(report).utf8.contains(0x1b))
  }

  /// Driver links that dangle, loop and climb out; a card whose device is missing; absurd numbers.
  @Test func links() {
    Fixture.withTemporaryFolder { folder in
      let bus = "\(folder)/sys/bus/pci/devices"
      for (slot, target) in [
        ("01", "../../drivers/gone"), ("02", "driver"),
        ("03", "../../../../../../../../../../etc/passwd"),
      ] {
        let device = "\(bus)/0000:\(slot):00.0"
        for (name, value) in [("vendor", "0x10de"), ("device", "0x2204"), ("class", "0x030000")] {
          Fixture.write(Array("\(value)\n".utf8), to: "\(device)/\(name)")
        }
        symlink(target, "\(device)/driver")
      }
      Fixture.write([], to: "\(bus)/0000:04:00.0")
      mkfifo("\(bus)/0000:03:00.0/boot_vga", 0o644)
      Fixture.write([], to: "\(folder)/sys/class/drm/card0/dev")
      symlink("../../../bus/pci/devices/0000:99:00.0", "\(folder)/sys/class/drm/card0/device")
      Fixture.write([], to: "\(folder)/sys/class/drm/card18446744073709551616/dev")
      let report = HardwareProbe.run(on: SystemRoot(folder))
      #expect(report.hardware.gpus.count == 3)
      #expect(report.hardware.drmCards.map(\.card) == ["card0"])
      #expect(report.hardware.drmCards.map(\.address) == [nil])
    }
  }

  // MARK: procfs

  @Test func processors() {
    let empty = probe(["proc/cpuinfo": fixture("proc/cpuinfo-empty")]).hardware.cpu
    #expect(empty.vendor == .other)
    #expect(empty.threads == 1)
    let odd = probe(["proc/cpuinfo": fixture("proc/cpuinfo-odd")]).hardware.cpu
    #expect(odd.kvmModule == nil)
    #expect(!odd.hypervisorFlag)
    let endless = probe(["proc/cpuinfo": [UInt8](repeating: 0x61, count: 17 << 20)])
    #expect(endless.findings.contains { $0.code == "cpu-unknown" })
  }

  @Test func memory() {
    #expect(probe(["proc/meminfo": fixture("proc/meminfo-odd")]).hardware.memoryKiB == nil)
  }

  @Test func mounts() {
    let report = probe(["proc/self/mountinfo": fixture("proc/mountinfo-odd")])
    let points = report.hardware.mounts.map(\.mountPoint)
    #expect(points.contains("/a b\\c\nd\\999"))
    #expect(points.contains("/x"))
    #expect(!points.contains("/"))
  }

  @Test func manyMounts() {
    let lines = (0..<9_000).map { "\($0 + 20) 1 0:\($0) / /m\($0) rw - ext4 /dev/sd\($0) rw\n" }
    let report = probe(["proc/self/mountinfo": Array(lines.joined().utf8)])
    #expect(report.hardware.mounts.count == MountTable.maximumEntries)
    #expect(report.findings.contains { $0.code == "mounts-too-many" })
  }

  // MARK: helpers

  private func fixture(_ path: String) -> [UInt8] {
    Fixture.bytes(at: "\(Golden.root)/Hostile/\(path)") ?? []
  }

  private func probe(tree: String, _ prepare: (String) -> Void = { _ in }) -> ProbeReport {
    PackedTree.withUnpacked("\(Golden.root)/Hostile/sysfs/\(tree).tree") { folder in
      prepare(folder)
      return HardwareProbe.run(on: SystemRoot(folder))
    }
  }

  private func probe(_ files: [String: [UInt8]]) -> ProbeReport {
    Fixture.withTemporaryFolder { folder in
      for (path, bytes) in files { Fixture.write(bytes, to: "\(folder)/\(path)") }
      return HardwareProbe.run(on: SystemRoot(folder))
    }
  }
}
