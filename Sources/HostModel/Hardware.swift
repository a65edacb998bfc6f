/// What the probe found out about a machine: facts, no decisions.
///
/// The vocabulary between `HardwareProbe` (which fills it), `Plan` (which decides from it) and the
/// JSON document of `nixwiz probe --json`. Lists are sorted, so that two probes of one machine are
/// equal; serial numbers, MAC addresses and UUIDs of boards are never read into it.
package struct Hardware: Sendable, Hashable {
  /// The Nix system, `x86_64-linux` or `aarch64-linux`.
  package var system = "x86_64-linux"
  package var operatingSystem = OperatingSystem()
  /// `uname -r`, such as `6.18.21`.
  package var kernelRelease: String?
  package var dmi = DMI()
  package var cpu = CPU()
  package var firmware = Firmware()
  package var virtualisation = Virtualisation()
  /// MemTotal of /proc/meminfo in KiB (1,024 bytes).
  package var memoryKiB: Int?
  /// All PCI functions of all domains, sorted by address.
  package var pciDevices: [PCIDevice] = []
  package var gpus: [GPU] = []
  package var drmCards: [DRMCard] = []
  /// Compute nodes that the amdgpu driver shows, sorted by node.
  package var kfdNodes: [KFDNode] = []
  package var vulkan = Vulkan()
  package var usbInterfaces: [USBInterface] = []
  package var peripherals = Peripherals()
  /// The profile of nixos-hardware for this model, such as `framework-13-7040-amd`.
  package var profile: String?
  package var disks: [Disk] = []
  /// Block devices above disks and partitions (LUKS, LVM, RAID, bcache), sorted by name.
  package var stackedDevices: [StackedDevice] = []
  /// What is mounted and belongs to the system being described, parents before children.
  package var mounts: [Mount] = []
  package var swaps: [Swap] = []
  /// What `/` is on the running system, which on a live system is none of `mounts`.
  package var root: RootFileSystem?
  /// LUKS containers that must be open before `mounts` and `swaps` can be used, outermost first.
  package var luksDevices: [LUKSDevice] = []
  /// A software RAID lies below a mount or a swap.
  package var softwareRAID = false
  /// Modules that the initial ramdisk needs to find disks and keyboards, sorted.
  package var initrdAvailableKernelModules: [String] = []
  /// Modules that the initial ramdisk must load at once (`dm-snapshot`), sorted.
  package var initrdKernelModules: [String] = []
  /// Modules of the running system that follow from the hardware (`kvm-intel`), sorted.
  package var kernelModules: [String] = []

  package init() {}

  /// The system on which the probe ran.
  package struct OperatingSystem: Sendable, Hashable {
    /// ID of os-release, such as `nixos`.
    package var id: String?
    /// VERSION_ID of os-release.
    package var version: String?
    /// Whether it is a live system (an installer), whose own mounts describe nothing.
    package var live = false

    package init() {}
  }

  /// Firmware tables about board and chassis.
  package struct DMI: Sendable, Hashable {
    package var systemVendor: String?
    package var productName: String?
    package var productVersion: String?
    package var productFamily: String?
    package var boardVendor: String?
    package var boardName: String?
    package var biosVendor: String?
    package var biosVersion: String?
    /// SMBIOS chassis type; 8, 9, 10, 11, 14, 30, 31 and 32 are portable.
    package var chassisType: Int?
    package var laptop = false

    package init() {}
  }

  package struct CPU: Sendable, Hashable {
    package enum Vendor: String, Sendable, Hashable {
      case intel, amd, arm, other
    }

    package var vendor = Vendor.other
    /// vendor_id of /proc/cpuinfo, such as `GenuineIntel`.
    package var vendorID: String?
    package var modelName: String?
    package var family: Int?
    package var model: Int?
    package var sockets = 1
    /// 0 where a report does not tell, as nixos-facter's of ARM do not.
    package var cores = 1
    /// 0 where a report does not tell.
    package var threads = 1
    /// Feature flags of the first processor, sorted.
    package var flags: [String] = []
    package var hypervisorFlag = false
    /// `kvm-intel` or `kvm-amd` when the processor can virtualise.
    package var kvmModule: String?

    package init() {}
  }

  package struct Firmware: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
      case uefi, bios
    }

    package var kind = Kind.bios
    /// 32 or 64, of UEFI.
    package var platformBits: Int?
    /// Nil when the variable cannot be read.
    package var secureBoot: Bool?
    package var setupMode: Bool?

    package init() {}
  }

  package struct Virtualisation: Sendable, Hashable {
    /// As systemd-detect-virt names it: `none`, `kvm`, `qemu`, `vmware`, `oracle`, `microsoft`, …
    package var type = "none"
    package var guest: Bool { type != "none" }
    /// Why it is believed, in words.
    package var evidence: String?
    /// Channels to the host's programs, such as `com.redhat.spice.0`, sorted.
    package var channels: [String] = []

    package init() {}
  }

  /// Parts that a service of their own brings to life.
  package struct Peripherals: Sendable, Hashable {
    /// A battery that feeds the machine, not a mouse.
    package var battery = false
    package var bluetooth = false
    /// A USB reader that libfprint drives.
    package var fingerprintReader = false

    package init() {}
  }

  package struct PCIDevice: Sendable, Hashable {
    /// `0000:01:00.0`: domain (4 digits or more), bus, device, function in hexadecimal.
    package var address: String
    /// 24 bits: base class, sub-class, programming interface. Nil when it cannot be read.
    package var classCode: Int?
    package var vendor: Int
    package var device: Int
    package var subsystemVendor: Int?
    package var subsystemDevice: Int?
    package var revision: Int
    package var driver: String?
    /// The kernel module of the driver; nil also when it is built in.
    package var module: String?
    package var bootVGA: Bool?
    package var numaNode: Int?
    package var iommuGroup: Int?

    package init(address: String, classCode: Int?, vendor: Int, device: Int, revision: Int = 0) {
      self.address = address
      self.classCode = classCode
      self.vendor = vendor
      self.device = device
      self.revision = revision
    }
  }

  package struct USBInterface: Sendable, Hashable {
    /// The sysfs name, such as `1-4:1.0`.
    package var name: String
    package var vendor: Int?
    package var product: Int?
    package var interfaceClass: Int
    package var interfaceSubclass: Int
    package var interfaceProtocol: Int
    package var driver: String?
    package var module: String?

    package init(
      name: String, interfaceClass: Int, interfaceSubclass: Int, interfaceProtocol: Int
    ) {
      self.name = name
      self.interfaceClass = interfaceClass
      self.interfaceSubclass = interfaceSubclass
      self.interfaceProtocol = interfaceProtocol
    }
  }
}
