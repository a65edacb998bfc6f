/// Disks, what is built upon them, and what is mounted.
extension Hardware {
  package struct Disk: Sendable, Hashable {
    package var name: String
    /// Nil when the kernel's number makes no sense; 0 is an empty drive.
    package var sizeBytes: Int?
    package var model: String?
    package var rotational = false
    package var removable = false
    /// `nvme`, `sata/sas`, `usb`, `mmc`, `virtio`, `optical`, …
    package var transport: String?
    package var partitions: [String] = []
    /// Whether the running live system was started from it.
    package var installationMedium = false

    package init(name: String, sizeBytes: Int?) {
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
    /// The UUID of the Stratis pool that holds the file system.
    package var stratisPool: String?

    package init(mountPoint: String, device: String, fileSystem: String) {
      self.mountPoint = mountPoint
      self.device = device
      self.fileSystem = fileSystem
    }
  }

  package struct Swap: Sendable, Hashable {
    /// The stable path of the partition, or of the file.
    package var device: String
    package var isFile = false
    /// Nil when the kernel chose it.
    package var priority: Int?
    /// Encrypted with a new key at each boot; `device` is what lies below.
    package var randomEncryption = false

    package init(device: String) { self.device = device }
  }

  /// The root file system as the kernel names it.
  package struct RootFileSystem: Sendable, Hashable {
    /// `/dev/nvme0n1p2`, `/dev/mapper/cryptroot`, `tmpfs`, `rpool/root`.
    package var device: String
    package var fileSystem: String
    /// The subvolume of btrfs, such as `/@`.
    package var subvolume: String?

    package init(device: String, fileSystem: String, subvolume: String? = nil) {
      self.device = device
      self.fileSystem = fileSystem
      self.subvolume = subvolume
    }
  }

  /// One entry of `boot.initrd.luks.devices`.
  package struct LUKSDevice: Sendable, Hashable {
    /// The name under /dev/mapper when open, which is also the attribute's name.
    package var name: String
    /// The stable path of the encrypted device.
    package var device: String
    /// The container lies on a logical volume, so LVM must be started first (`preLVM = false`).
    package var onLVM = false

    package init(name: String, device: String, onLVM: Bool = false) {
      self.name = name
      self.device = device
      self.onLVM = onLVM
    }
  }
}
