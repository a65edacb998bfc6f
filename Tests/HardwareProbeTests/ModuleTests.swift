import HostModel
import TestSupport
import Testing

@testable import HardwareProbe

/// Which modules the initial ramdisk must name, by the files that ask for them.
@Suite struct ModuleTests {
  private static let pci = "sys/bus/pci/devices/0000:00:01.0"
  private static let usb = "sys/bus/usb/devices"

  /// Files of a PCI function.
  private static func function(_ code: String, _ vendor: String, _ device: String) -> [String:
    String]
  {
    ["\(pci)/class": code, "\(pci)/vendor": vendor, "\(pci)/device": device]
  }

  /// Files of an interface of a USB device.
  private static func interface(_ name: String, _ code: [String]) -> [String: String] {
    [
      "\(usb)/\(name)/bInterfaceClass": code[0], "\(usb)/\(name)/bInterfaceSubClass": code[1],
      "\(usb)/\(name)/bInterfaceProtocol": code[2],
    ]
  }

  /// Files, links to drivers with the modules that they are of, and the names that follow.
  @Test(arguments: [
    // Disks, FireWire and USB hosts; a network card is not needed to reach the disk.
    (function("0x010601", "0x8086", "0xa352"), ["\(pci)/driver": "ahci"], ["ahci"]),
    (
      function("0x0c0010", "0x1180", "0x0832"), ["\(pci)/driver": "firewire_ohci"],
      ["firewire_ohci"]
    ),
    (function("0x0c0330", "0x8086", "0xa36d"), ["\(pci)/driver": "xhci_pci"], ["xhci_pci"]),
    (function("0x020000", "0x8086", "0x15f3"), ["\(pci)/driver": "igc"], []),
    // A driver that is built into the kernel has no module.
    (function("0x010601", "0x8086", "0xa352"), [:], []),
    // virtio SCSI, old and new, even while nothing is bound to it.
    (function("0x010000", "0x1af4", "0x1004"), [:], ["virtio_scsi"]),
    (function("0x010000", "0x1af4", "0x1048"), [:], ["virtio_scsi"]),
    // A stick and a keyboard, but no mouse.
    (
      interface("1-1:1.0", ["08", "06", "50"]), ["\(usb)/1-1:1.0/driver": "usb_storage"],
      ["usb_storage"]
    ),
    (
      interface("1-2:1.0", ["03", "01", "01"]), ["\(usb)/1-2:1.0/driver": "usbhid"],
      ["usbhid"]
    ),
    (interface("1-3:1.0", ["03", "01", "02"]), ["\(usb)/1-3:1.0/driver": "usbhid"], []),
    // What drives disks and card readers.
    ([:], ["sys/class/block/sda/device/driver": "sd_mod"], ["sd_mod"]),
    ([:], ["sys/class/mmc_host/mmc0/device/driver": "sdhci_acpi"], ["sdhci_acpi"]),
    // A disk with a cache, which is no bcachefs.
    (["sys/class/block/bcache0/size": "1"], [:], ["bcache"]),
    (["sys/class/block/sda1/size": "1"], [:], []),
  ])
  func modules(files: [String: String], links: [String: String], modules: [String]) {
    Fixture.withTemporaryFolder { folder in
      for (path, text) in files { Fixture.write(Array("\(text)\n".utf8), to: "\(folder)/\(path)") }
      for (path, module) in links {
        Fixture.link("\(folder)/\(path)", to: "/sys/drivers/\(module)")
        Fixture.link("\(folder)/sys/drivers/\(module)/module", to: "/sys/module/\(module)")
      }
      let hardware = HardwareProbe.run(on: SystemRoot(folder)).hardware
      #expect(hardware.initrdAvailableKernelModules == modules)
    }
  }

  /// Snapshots of LVM are the one module that is loaded at once.
  @Test(arguments: [("LVM-abc", ["dm-snapshot"]), ("CRYPT-LUKS2-abc", [])])
  func earlyModules(uuid: String, modules: [String]) {
    Fixture.withTemporaryFolder { folder in
      Fixture.write(Array("\(uuid)\n".utf8), to: "\(folder)/sys/class/block/dm-0/dm/uuid")
      let hardware = HardwareProbe.run(on: SystemRoot(folder)).hardware
      #expect(hardware.initrdKernelModules == modules)
    }
  }
}
