import HostModel
import TestSupport
import Testing

/// What is said of a machine that changed. The words are in `Tests/HardwareChanges`, one file a case.
@Suite struct HardwareChangeTests {
  /// A machine before, and what happens to it.
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var before: Hardware
    var change: @Sendable (inout Hardware) -> Void

    init(
      _ name: String, _ before: Hardware = machine,
      _ change: @escaping @Sendable (inout Hardware) -> Void
    ) {
      testDescription = name
      self.before = before
      self.change = change
    }
  }

  private static let pascal = HostFixture.nvidia(1, "580", "Pascal", "6.1")
  private static let ampere = HostFixture.nvidia(2, "current", "Ampere", "8.6")

  /// A desktop computer with one card, one disk and a wired network.
  private static var machine: Hardware {
    var hardware = HostFixture.desktop(pascal)
    hardware.dmi.systemVendor = "Example"
    hardware.dmi.productName = "Tower"
    hardware.dmi.biosVersion = "1.2"
    hardware.cpu.modelName = "Ryzen 7"
    hardware.cpu.cores = 8
    hardware.cpu.threads = 16
    hardware.cpu.kvmModule = "kvm-amd"
    hardware.kernelModules = ["kvm-amd"]
    hardware.initrdAvailableKernelModules = ["nvme", "usbhid", "xhci_pci"]
    hardware.pciDevices += [
      device("0000:02:00.0", 0x02_0000, 0x8086, 0x15f3, "igc"),
      device("0000:03:00.0", 0x01_0802, 0x144d, 0xa80a, "nvme"),
      device("0000:01:00.1", 0x04_0300, 0x10de, 0x10f0, "snd_hda_intel"),
    ]
    hardware.gpus[0].companions = ["0000:01:00.1"]
    var disk = Hardware.Disk(name: "nvme0n1", sizeBytes: 1_000_204_886_016)
    disk.model = "Samsung SSD 980"
    hardware.disks = [disk]
    hardware.mounts = [
      Hardware.Mount(mountPoint: "/", device: "/dev/disk/by-uuid/1", fileSystem: "ext4"),
      Hardware.Mount(mountPoint: "/boot", device: "/dev/disk/by-uuid/2", fileSystem: "vfat"),
    ]
    hardware.swaps = [Hardware.Swap(device: "/dev/disk/by-uuid/3")]
    return hardware
  }

  private static func device(
    _ address: String, _ classCode: Int, _ vendor: Int, _ device: Int, _ module: String
  ) -> Hardware.PCIDevice {
    var pci = Hardware.PCIDevice(
      address: address, classCode: classCode, vendor: vendor, device: device)
    pci.module = module
    return pci
  }

  static let cases = [
    Case("gpu-swapped") { hardware in
      var card = ampere
      card.pci.address = pascal.pci.address
      card.busID = pascal.busID
      card.companions = ["0000:01:00.1"]
      hardware.gpus = [card]
    },
    Case("gpu-swapped-to-another-slot") { hardware in
      hardware.gpus = [ampere]
      hardware.pciDevices.removeAll { $0.address.hasPrefix("0000:01:") }
    },
    Case("gpu-added") { $0.gpus.append(ampere) },
    Case("gpu-removed") { hardware in
      hardware.gpus = []
      hardware.pciDevices.removeAll { $0.address.hasPrefix("0000:01:") }
    },
    Case("gpu-moved") { hardware in
      hardware.gpus[0].pci.address = "0000:06:00.0"
      hardware.gpus[0].busID = "PCI:6@0:0:0"
    },
    Case("gpu-to-a-guest") { $0.gpus[0].passedThrough = true },
    Case("disk-replaced") { hardware in
      hardware.disks[0].model = "WD Black"
      hardware.disks[0].sizeBytes = 2_000_398_934_016
      hardware.mounts[0].device = "/dev/disk/by-uuid/9"
      hardware.swaps = []
    },
    Case("disk-added") { hardware in
      hardware.disks.append(Hardware.Disk(name: "sda", sizeBytes: 4_000_787_030_016))
      hardware.mounts.append(
        Hardware.Mount(mountPoint: "/data", device: "/dev/disk/by-uuid/7", fileSystem: "xfs"))
    },
    Case("encrypted-anew") { hardware in
      hardware.luksDevices = [Hardware.LUKSDevice(name: "root", device: "/dev/disk/by-uuid/5")]
    },
    Case("memory-added") { $0.memoryKiB = 65_700_000 },
    Case("firmware-updated") { $0.dmi.biosVersion = "1.3" },
    Case("firmware-switched-to-bios") { $0.firmware.kind = .bios },
    Case("secure-boot-on") { $0.firmware.secureBoot = true },
    Case("network-card-swapped") { hardware in
      hardware.pciDevices[1] = device("0000:05:00.0", 0x02_8000, 0x14c3, 0x0616, "mt7921e")
    },
    Case("storage-controller-added") { hardware in
      hardware.pciDevices.append(device("0000:07:00.0", 0x01_0700, 0x1000, 0x0097, "mpt3sas"))
      hardware.initrdAvailableKernelModules = ["mpt3sas", "nvme", "usbhid", "xhci_pci"]
    },
    Case("processor-of-another-maker") { hardware in
      hardware.cpu.vendor = .intel
      hardware.cpu.modelName = "Core i7"
      hardware.cpu.kvmModule = "kvm-intel"
      hardware.kernelModules = ["kvm-intel"]
    },
    Case("virtualisation-off-in-the-firmware") { hardware in
      hardware.cpu.kvmModule = nil
      hardware.kernelModules = []
    },
    Case("moved-into-a-guest") { hardware in
      hardware.virtualisation.type = "kvm"
      hardware.cpu.kvmModule = nil
    },
    Case("another-architecture") { $0.system = "aarch64-linux" },
  ]

  @Test(arguments: cases) func `is told in words`(_ example: Case) {
    var after = example.before
    example.change(&after)
    let changes = HardwareComparison(from: example.before, to: after).changes
    let text = changes.map { "\($0.severity.rawValue): \($0.subject): \($0.message)\n" }.joined()
    #expect(!text.isEmpty)
    Golden.expect(text, at: "HardwareChanges/\(example.testDescription)")
  }

  /// A timer that watches for drift must not report what comes and goes.
  static let passing: [Case] = [
    Case("nothing") { _ in },
    Case("the kernel was upgraded") { $0.kernelRelease = "7.1.2" },
    Case("a little memory is the firmware's") { $0.memoryKiB = (32 << 20) - 400_000 },
    Case("the screen is off") { $0.drmCards[0].connected = [] },
    Case("the keyboard is unplugged") { $0.initrdAvailableKernelModules = ["nvme", "xhci_pci"] },
    Case("a stick is mounted by nobody") { hardware in
      var stick = Hardware.Disk(name: "sdb", sizeBytes: 32_000_000_000)
      stick.removable = true
      hardware.disks.append(stick)
    },
    Case("zram was set up") { $0.swaps.append(Hardware.Swap(device: "/dev/zram0")) },
    Case("devices in another order") { $0.pciDevices.reverse() },
  ]

  @Test(arguments: passing) func `what comes and goes is no change`(_ example: Case) {
    var after = example.before
    example.change(&after)
    let steady = after.steadied(by: example.before)
    #expect(HardwareComparison(from: example.before, to: steady).changes == [])
  }

  @Test func `nothing is taken over from another computer`() {
    var other = Self.machine
    other.dmi.productName = "Laptop"
    other.drmCards[0].connected = []
    #expect(other.steadied(by: Self.machine) == other)
  }

  @Test func `nothing is taken over from another card`() {
    var other = Self.machine
    other.drmCards[0].connected = []
    other.pciDevices[0].device += 1
    #expect(other.steadied(by: Self.machine).drmCards == other.drmCards)
  }
}
