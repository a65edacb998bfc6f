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

  /// Reports of ARM tell of the processor who implements it, and nothing else.
  @Test(arguments: [
    ("ARM Limited", "ARM processor"), ("unknown (c0)", "Ampere processor"),
    ("unknown (3f)", "ARM processor"), ("Somebody", "Somebody"),
  ])
  func aProcessorIsWhatIsKnownOfIt(vendor: String, name: String) throws {
    let report = """
      { "version": 1, "system": "aarch64-linux", "virtualisation": "none",
        "hardware": { "cpu": [ { "architecture": "aarch64", "vendor_name": "\(vendor)" } ] },
        "smbios": {} }
      """
    let cpu = try decode(Array(report.utf8)).cpu
    #expect(ProbeText.processor(cpu) == name)
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

  /// How machines start of which the report says nothing: the data area of a BIOS, what runs the
  /// guest, or its age. Guesses are told.
  @Test(arguments: [
    ("x86_64-linux", "none", #"{ "low_memory_size": 0 }"#, "07/18/2013", 8, true, false),
    ("x86_64-linux", "none", #"{ "low_memory_size": 645120 }"#, "07/18/2013", 8, true, true),
    ("x86_64-linux", "none", #"{ "low_memory_size": 645120 }"#, "07/18/2009", 8, false, true),
    ("x86_64-linux", "kvm", #"{ "low_memory_size": 654336 }"#, "04/01/2014", 8, false, false),
    ("aarch64-linux", "kvm", "{}", "", 8, true, false),
    ("aarch64-linux", "none", "{}", "", 512, true, true),
    // A report that is silent says nothing against UEFI.
    ("aarch64-linux", "none", "{}", "", 8, true, true),
    ("x86_64-linux", "none", "{}", "", 8, true, true),
  ])
  func firmwareOfReportsThatDoNotSayIt(
    system: String, type: String, bios: String, date: String, memory: Int, uefi: Bool, told: Bool
  ) throws {
    let text = """
      { "version": 1, "system": "\(system)", "virtualisation": "\(type)",
        "hardware": { "bios": \(bios), "cpu": [ { "vendor_name": "x" } ],
          "memory": [ { "resources": [
            { "type": "phys_mem", "range": \(memory << 30) } ] } ] },
        "smbios": { "bios": { "date": "\(date)" } } }
      """
    let file = SourceFile(name: "facter.json", text: text)
    let report = try FacterReport.decode(try JSONDocument.parse(file.bytes), of: file).get()
    #expect(report.hardware.firmware.kind == (uefi ? .uefi : .bios))
    #expect(report.findings.map(\.code) == (told ? ["facter-firmware"] : []))
  }

  /// Older reports have one chassis, and some firmware none: the form factor tells then.
  @Test(arguments: [
    (#""chassis": [ { "chassis_type": { "value": 9 } } ]"#, "laptop", 9, true),
    (#""chassis": { "chassis_type": { "value": 3 } }"#, "desktop", 3, false),
    (#""chassis": { "chassis_type": null }"#, "laptop", nil, true),
  ])
  func chassis(member: String, formFactor: String, type: Int?, laptop: Bool) throws {
    let hardware = try decode(
      Array(
        """
        { "version": 1, "system": "x86_64-linux", "uefi": { "supported": true },
          "hardware": { "system": { "form_factor": "\(formFactor)" } },
          "smbios": { "system": { "manufacturer": "Apple Inc.", "product": "MacBookPro15,1" },
            \(member) } }
        """.utf8))
    #expect(hardware.dmi.chassisType == type)
    #expect(hardware.dmi.laptop == laptop)
    #expect(hardware.profile == "apple-t2")
  }

  /// Of two cards a monitor names its own by number; disks on USB are told from those inside.
  @Test func monitorsAndDisksNameWhatTheyHangOn() throws {
    let text = """
      { "version": 1, "system": "x86_64-linux", "uefi": { "supported": true }, "hardware": {
          "graphics_card": [ \(card(5, "0000:01:00.0", 0x10de, 0x2704)),
            \(card(9, "0000:7a:00.0", 0x1002, 0x13c0)) ],
          "monitor": [ { "attached_to": 9 }, { "attached_to": 9, "label": "DP-1" } ],
          "disk": [
            { "unix_device_names": [ "/dev/sda" ], "drivers": [ "sd", "uas" ] },
            { "unix_device_names": [ "/dev/sdb" ],
              "sysfs_device_link": "/devices/pci0000:00/0000:00:17.0/ata1/host0" } ] } }
      """
    let hardware = try decode(Array(text.utf8))
    #expect(hardware.drmCards.map(\.address) == ["0000:7a:00.0"])
    #expect(hardware.drmCards.map(\.connected) == [["DP-1", "monitor"]])
    #expect(hardware.disks.map(\.transport) == ["usb", "sata/sas"])
    #expect(hardware.systemDisks.map(\.name) == ["sdb", "sda"])
  }

  private func card(_ index: Int, _ address: String, _ vendor: Int, _ device: Int) -> String {
    """
    { "index": \(index), "bus_type": { "value": 4 }, "sysfs_bus_id": "\(address)",
      "base_class": { "value": 3 }, "sub_class": { "value": 0 }, "pci_interface": { "value": 0 },
      "vendor": { "value": \(vendor) }, "device": { "value": \(device) } }
    """
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
