import HostModel
import TestSupport
import Testing

@testable import HardwareProbe

/// A recording reads as the machine it was made of, byte for byte, and holds nothing private.
@Suite struct RecordingTests {
  @Test(arguments: MachineTests.machines)
  func readsTheSame(_ machine: String) throws {
    try MachineTests.withMachine(machine) { folder in
      let recorder = SystemRecorder()
      let report = HardwareProbe.run(on: SystemRoot(folder, recorder: recorder))
      #expect(report == HardwareProbe.run(on: SystemRoot(folder)))
      try expectSame(report, recorder)
    }
  }

  /// Whatever machine the tests run on.
  @Test func thisMachine() throws {
    let recorder = SystemRecorder()
    let report = HardwareProbe.run(on: SystemRoot("/", recorder: recorder))
    try expectSame(report, recorder)
    #expect(HardwareProbe.run(on: SystemRoot()).hardware == report.hardware)
  }

  @Test func nothingPrivateIsKept() throws {
    let secrets = ["SERIAL1234", "hunter2", "alice", "0a0b0c0d-1111", "web-frontend"]
    try Fixture.withTemporaryFolder { folder throws in
      func write(_ path: String, _ text: String) {
        Fixture.write(Array(text.utf8), to: "\(folder)/\(path)")
      }
      write("proc/cpuinfo", "processor : 0\nSerial : SERIAL1234\n")
      write("proc/cmdline", "password=hunter2 vfio-pci.ids=10de:2182 ip=::::web-frontend\n")
      write(
        "proc/self/mountinfo",
        "1 0 8:1 / / rw - ext4 /dev/sda1 rw\n2 1 0:9 / /run/user/alice rw - tmpfs tmpfs rw\n"
          + "3 1 0:8 / /x rw - overlay overlay rw,lowerdir=/home/alice\n")
      write("proc/self/environ", "HOME=/root\0TOKEN=hunter2\0")
      write("sys/class/block/dm-0/dm/uuid", "CRYPT-LUKS2-0a0b0c0d-1111-root\n")
      write("sys/class/block/dm-0/dm/name", "root\n")
      write("sys/class/dmi/id/product_serial", "SERIAL1234\n")
      for (name, value) in [("vendor", "0x10de"), ("device", "0x2182"), ("class", "0x030000")] {
        write("sys/bus/pci/devices/0000:01:00.0/\(name)", value)
      }
      write("etc/hostname", "web-frontend\n")
      let recorder = SystemRecorder()
      let report = HardwareProbe.run(on: SystemRoot(folder, recorder: recorder))
      try Fixture.withTemporaryFolder { copy in
        try recorder.recording(of: report.hardware).write(to: copy)
        let all = everything(in: copy)
        for secret in secrets { #expect(!all.contains(secret), "\(secret)") }
        #expect(all.contains("vfio-pci.ids=10de:2182"))
      }
      try expectSame(report, recorder)
    }
  }

  @Test func refusesAFolderInUse() throws {
    Fixture.withTemporaryFolder { folder in
      Fixture.write([], to: "\(folder)/mine")
      #expect(throws: SystemRecording.WriteError.self) {
        try SystemRecorder().recording(of: Hardware()).write(to: folder)
      }
      #expect(Fixture.names(in: folder) == ["mine"])
    }
  }

  private func expectSame(_ report: ProbeReport, _ recorder: SystemRecorder) throws {
    try Fixture.withTemporaryFolder { copy in
      try recorder.recording(of: report.hardware).write(to: copy)
      let again = HardwareProbe.run(on: SystemRoot(copy))
      #expect(again.hardware == report.hardware)
      #expect(
        HardwareDocument.encode(again.hardware, findings: again.findings)
          == HardwareDocument.encode(report.hardware, findings: report.findings))
    }
  }

  /// All names and contents of a folder in one text.
  private func everything(in folder: String) -> String {
    Fixture.names(in: folder).map { name in
      let path = "\(folder)/\(name)"
      let content = Fixture.text(at: path) ?? ""
      return "\(name)\n\(content)\n\(everything(in: path))"
    }.joined()
  }
}
