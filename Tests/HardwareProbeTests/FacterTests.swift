import HostModel
import SourceText
import TestSupport
import Testing
import TextFormats

@testable import HardwareProbe

/// Reports of nixos-facter: written and read back, and read as others write them.
@Suite struct FacterTests {
  static let machines = MachineTests.machines

  private func decode(_ bytes: [UInt8]) throws -> Hardware {
    let file = SourceFile(name: "facter.json", bytes: bytes)
    let document = try JSONDocument.parse(bytes)
    #expect(FacterReport.isReport(document))
    return try FacterReport.decode(document, of: file).get().hardware
  }

  /// What a report can hold comes back; what it cannot is absent, not wrong.
  @Test(arguments: machines)
  func aReportKeepsTheMachine(machine: String) throws {
    try MachineTests.withMachine(machine) { folder in
      let original = HardwareProbe.run(on: SystemRoot(folder)).hardware
      let bytes = FacterReport.encode(original)
      let read = try decode(bytes)
      #expect(read.system == original.system)
      #expect(read.virtualisation.type == original.virtualisation.type)
      #expect(read.firmware.kind == original.firmware.kind)
      #expect(read.cpu.vendor == original.cpu.vendor)
      #expect(read.cpu.kvmModule == original.cpu.kvmModule)
      #expect(read.cpu.sockets == original.cpu.sockets)
      #expect(read.memoryKiB == original.memoryKiB)
      #expect(read.dmi.systemVendor == original.dmi.systemVendor)
      #expect(read.profile == original.profile)
      #expect(read.pciDevices.map(\.address) == original.pciDevices.map(\.address))
      #expect(read.pciDevices.map(\.classCode) == original.pciDevices.map(\.classCode))
      #expect(read.pciDevices.map(\.module) == original.pciDevices.map(\.module))
      #expect(read.gpus.map(\.name) == original.gpus.map(\.name))
      #expect(read.gpus.map(\.model) == original.gpus.map(\.model))
      #expect(read.usbInterfaces == original.usbInterfaces)
      #expect(read.peripherals.fingerprintReader == original.peripherals.fingerprintReader)
      let disks = original.disks.filter { $0.transport != "optical" }
      #expect(read.disks.map(\.name) == disks.map(\.name))
      #expect(read.disks.map(\.sizeBytes) == disks.map(\.sizeBytes))
      #expect(read.disks.map(\.partitions) == disks.map(\.partitions))
      #expect(read.mounts == [])
      // Written again it is the same to the byte, but for what no report holds.
      #expect(try FacterReport.encode(decode(bytes)) == FacterReport.encode(read))
    }
  }

  /// The options that the modules of NixOS set rest on these members.
  @Test func theModulesFindWhatTheyLookFor() throws {
    try MachineTests.withMachine("laptop-thinkpad-lvm-luks") { folder in
      let report = try JSONDocument.parse(
        FacterReport.encode(HardwareProbe.run(on: SystemRoot(folder)).hardware))
      #expect(report["version"]?.value == .integer(1))
      let devices = try #require(report["hardware"])
      func first(_ list: String) throws -> TextNode {
        guard case .array(let items)? = devices[list]?.value else {
          Issue.record("no list \(list)")
          return report
        }
        return try #require(items.first)
      }
      #expect(try first("cpu")["vendor_name"]?.value == .string("GenuineIntel"))
      #expect(try first("graphics_card")["vendor"]?["value"] != nil)
      #expect(try first("storage_controller")["driver_modules"] != nil)
      #expect(try first("fingerprint")["bus_type"]?["name"]?.value == .string("USB"))
      #expect(try first("fingerprint")["vendor"]?["hex"]?.value == .string("06cb"))
      #expect(try first("bluetooth")["device"] != nil)
      #expect(report["uefi"]?["supported"]?.value == .bool(true))
    }
  }

  /// The shape of the report that NixOS' own test of the modules uses: most of it is missing.
  @Test func aSmallReportIsEnough() throws {
    let text = """
      { "version": 1, "system": "x86_64-linux", "virtualisation": "systemd_nspawn",
        "hardware": { "bios": { "smbios_version": 520 },
          "cpu": [ { "architecture": "x86_64", "vendor_name": "AuthenticAMD", "family": 25 } ],
          "graphics_card": [ { "driver_modules": [ "i915" ] } ],
          "monitor": [ { "model": "Test" } ], "system": { "form_factor": "desktop" } },
        "smbios": { "system": { "manufacturer": "QEMU", "product": "Standard PC" } } }
      """
    let hardware = try decode(Array(text.utf8))
    #expect(hardware.virtualisation.type == "systemd-nspawn")
    #expect(hardware.cpu.vendor == .amd)
    #expect(hardware.dmi.systemVendor == "QEMU")
    #expect(hardware.gpus == [])
  }

  @Test(arguments: [
    (#"{ "version": 2, "system": "x86_64-linux", "hardware": {} }"#, "version is 2"),
    (#"{ "version": 1, "hardware": {} }"#, "system is missing"),
    (#"{ "version": 1, "system": "x", "hardware": [] }"#, "must be an object"),
    (
      #"{ "version": 1, "system": "x", "hardware": { "cpu": [ 1 ] } }"#, "cpu[0] must be an object"
    ),
  ])
  func faultsAreNamed(text: String, message: String) throws {
    let file = SourceFile(name: "facter.json", text: text)
    let result = FacterReport.decode(try JSONDocument.parse(file.bytes), of: file)
    guard case .failure(let error) = result else {
      Issue.record("accepted")
      return
    }
    #expect(error.diagnostic.message.contains(message), "\(error.diagnostic.message)")
  }
}
