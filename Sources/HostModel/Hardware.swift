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
  package var disks: [Disk] = []
  /// Block devices above disks and partitions (LUKS, LVM, RAID, bcache), sorted by name.
  package var stackedDevices: [StackedDevice] = []
  /// What is mounted and belongs to the system being described, parents before children.
  package var mounts: [Mount] = []
  package var swaps: [Swap] = []
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
    package var cores = 1
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

    package init() {}
  }

  package struct PCIDevice: Sendable, Hashable {
    /// `0000:01:00.0`: domain (4 digits or more), bus, device, function in hexadecimal.
    package var address: String
    /// 24 bits: base class, sub-class, programming interface.
    package var classCode: Int
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

    package init(address: String, classCode: Int, vendor: Int, device: Int, revision: Int = 0) {
      self.address = address
      self.classCode = classCode
      self.vendor = vendor
      self.device = device
      self.revision = revision
    }
  }

  /// A display controller or accelerator with what the fact tables know of it.
  package struct GPU: Sendable, Hashable {
    package enum Vendor: String, Sendable, Hashable {
      case nvidia, amd, intel, other
    }

    /// Where a fact of the model comes from.
    package enum Knowledge: Sendable, Hashable {
      /// The id is in the table.
      case table
      /// The id is not; the model is guessed by this rule.
      case guess(reason: String)
      /// Nothing is known and nothing is guessed.
      case unknown
    }

    package enum Model: Sendable, Hashable {
      case nvidia(NVIDIAModel)
      case amd(AMDModel)
      case intel(IntelModel)
      case other(OtherModel)
    }

    package var pci: PCIDevice
    package var vendor: Vendor
    /// Nil when the id is unknown and no rule gives a guess.
    package var model: Model?
    package var knowledge: Knowledge
    /// The name to show, such as `GeForce RTX 3090`; `unknown` with the ids when not in the table.
    package var name: String
    /// True for a card of its own, false for graphics in the processor, nil when unknown.
    package var discrete: Bool?
    /// Bound to vfio-pci or marked for it: belongs to a guest, not to this host.
    package var passedThrough = false
    /// Other functions of the same card (audio, USB), addresses, sorted.
    package var companions: [String] = []
    /// The kernel driver that the table names.
    package var expectedKernelDriver: String?
    /// For PRIME: `PCI:bus@domain:device:function` in decimal.
    package var busID: String
    /// Memory of the card in bytes, when the kernel tells.
    package var videoMemoryBytes: Int?

    package init(
      pci: PCIDevice, vendor: Vendor, model: Model?, knowledge: Knowledge, name: String,
      busID: String
    ) {
      self.pci = pci
      self.vendor = vendor
      self.model = model
      self.knowledge = knowledge
      self.name = name
      self.busID = busID
    }
  }

  /// A row of nvidia-gpus.tsv.
  package struct NVIDIAModel: Sendable, Hashable {
    package var chip: String
    package var architecture: String?
    /// `8.6`; nil when unknown.
    package var computeCapability: String?
    package var openKernelModule: Bool
    package var openRequired: Bool
    /// NVIDIA's newest driver branch: `current`, `580`, `470`, `390`, `367`, `340`.
    package var newestBranch: String?
    /// Attribute of `boot.kernelPackages.nvidiaPackages`; nil when nixpkgs has no driver.
    package var nixpkgsAttribute: String?

    package init(chip: String, openKernelModule: Bool = false, openRequired: Bool = false) {
      self.chip = chip
      self.openKernelModule = openKernelModule
      self.openRequired = openRequired
    }
  }

  /// A row of amd-gpus.tsv.
  package struct AMDModel: Sendable, Hashable {
    package enum ROCm: String, Sendable, Hashable {
      case target, override, none
    }

    package var codename: String
    package var family: String?
    package var gfxTarget: String?
    package var rocm = ROCm.none
    package var hsaOverrideGFXVersion: String?
    /// GCN 1 and 2: amdgpu (and so Vulkan) needs `hardware.amdgpu.legacySupport` before Linux 6.19.
    package var needsLegacySupport = false
    package var vulkan: String?
    /// The name by device and revision of amd-names.tsv.
    package var marketingName: String?

    package init(codename: String) { self.codename = codename }
  }

  /// A row of intel-gpus.tsv.
  package struct IntelModel: Sendable, Hashable {
    package var codename: String
    package var generation: String?
    package var vulkan: String?
    package var mediaDriver: String?
    package var compute: String?
    /// The default kernel driver needs `force_probe` for this id.
    package var forceProbe = false

    package init(codename: String) { self.codename = codename }
  }

  /// A row of other-gpus.tsv: management controllers and virtual displays.
  package struct OtherModel: Sendable, Hashable {
    /// `bmc` or `virtual`.
    package var kind: String
    package var vulkan: String?

    package init(kind: String) { self.kind = kind }
  }

  package struct DRMCard: Sendable, Hashable {
    package var card: String
    package var address: String?
    package var platform: String?
    package var render: String?
    /// Connectors with a display, sorted.
    package var connected: [String] = []
    package var bootDisplay = false

    package init(card: String) { self.card = card }
  }

  package struct KFDNode: Sendable, Hashable {
    package var node: Int
    package var address: String?
    package var gfxTarget: String?
    package var gfxTargetVersion: Int?
    package var drmRenderMinor: Int?
    package var vramBytes: Int?

    package init(node: Int) { self.node = node }
  }

  /// The Vulkan drivers that the loader would find.
  package struct Vulkan: Sendable, Hashable {
    package var sysconfdir = "/etc"
    /// The variables that decided the search, and HOME.
    package var environment: [String: String] = [:]
    /// Sorted by manifest.
    package var drivers: [VulkanDriver] = []

    package init() {}
  }

  package struct VulkanDriver: Sendable, Hashable {
    package var manifest: String
    package var libraryPath: String
    package var apiVersion: String
    package var libraryArchitecture: String?
    package var portability = false

    package init(manifest: String, libraryPath: String, apiVersion: String) {
      self.manifest = manifest
      self.libraryPath = libraryPath
      self.apiVersion = apiVersion
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

  package struct Disk: Sendable, Hashable {
    package var name: String
    package var sizeBytes: Int
    package var model: String?
    package var rotational = false
    package var removable = false
    /// `nvme`, `sata/sas`, `usb`, `mmc`, `virtio`, `optical`, …
    package var transport: String?
    package var partitions: [String] = []
    /// Whether the running live system was started from it.
    package var installationMedium = false

    package init(name: String, sizeBytes: Int) {
      self.name = name
      self.sizeBytes = sizeBytes
    }
  }

  package struct StackedDevice: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
      case luks
      case lvm
      case raid(level: String?)
      case bcache
      case other(String)
    }

    /// The kernel's name, such as `dm-0`.
    package var name: String
    package var kind: Kind
    /// The name under /dev/mapper or of the array.
    package var mapperName: String?
    /// Stable paths of the devices below, sorted.
    package var slaves: [String] = []

    package init(name: String, kind: Kind) {
      self.name = name
      self.kind = kind
    }
  }

  package struct Mount: Sendable, Hashable {
    package var mountPoint: String
    /// The stable path (by-uuid where there is one), or what the kernel says (`tmpfs`, `pool/set`).
    package var device: String
    package var fileSystem: String
    /// Options worth keeping (`subvol=…`, `fmask=…`, `bind`), in the kernel's order.
    package var options: [String] = []

    package init(mountPoint: String, device: String, fileSystem: String) {
      self.mountPoint = mountPoint
      self.device = device
      self.fileSystem = fileSystem
    }
  }

  package struct Swap: Sendable, Hashable {
    package var device: String
    package var isFile = false

    package init(device: String) { self.device = device }
  }
}
