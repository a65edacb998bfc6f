/// What disko is to make of empty disks: partitions, and what is built upon them.
package struct LayoutPlan: Sendable, Hashable {
  package struct Disk: Sendable, Hashable {
    package var name: String
    package var device: String
    package var partitions: [Partition]
  }

  package struct Partition: Sendable, Hashable {
    package enum Role: Sendable, Hashable {
      /// The space that GRUB needs on a disk with GPT below a BIOS.
      case grub
      /// The EFI system partition.
      case esp
      case data
    }

    package var name: String
    /// `1G`, or `100%` of what is left.
    package var size: String
    package var role = Role.data
    package var content: Content?
  }

  package indirect enum Content: Sendable, Hashable {
    case fileSystem(String, at: String, options: [String])
    /// Subvolumes of btrfs with their mount points; on several devices with arguments for mkfs.
    case subvolumes([Mount], arguments: [String])
    /// A part of the software RAID of this name.
    case array(String)
    /// A part of the ZFS pool.
    case pool(String)
    case swap(randomKey: Bool, resumes: Bool)
    /// LUKS with what is inside; nil for a device that another one uses.
    case encrypted(name: String, Content?)
  }

  /// A subvolume or dataset, and where it is mounted.
  package struct Mount: Sendable, Hashable {
    package var name: String
    package var mountPoint: String
  }

  /// A software RAID of level 1.
  package struct Array: Sendable, Hashable {
    package var name: String
    /// Where the superblock is: 1.0 puts it at the end, so that GRUB sees a plain file system.
    package var metadata: String?
    package var content: Content
  }

  package struct Pool: Sendable, Hashable {
    package var name: String
    package var isMirror: Bool
    package var isEncrypted: Bool
    package var datasets: [Mount]
  }

  package var disks: [Disk]
  package var arrays: [Array] = []
  package var pool: Pool?
  /// Whether `/` is in memory.
  package var rootInMemory = false
  /// Where the EFI system partition of the second disk is mounted.
  package var secondESP: String?
  /// Whether a password is asked at start.
  package var encrypted: Bool

  package static let poolName = "rpool"
}

/// Makes the layout from the answers, which are free of contradictions by then.
struct LayoutMaker {
  let kind: String
  let devices: [String]
  let encrypted: Bool
  /// GiB of a swap partition.
  let swap: Int?
  let hibernates: Bool
  let isUEFI: Bool

  private var isMirror: Bool { devices.count > 1 }
  private var isBtrfs: Bool { kind == "btrfs" || kind == "tmpfs" }

  /// GRUB of a BIOS machine reads neither a file system in LUKS2 nor the features of a new pool.
  private var needsBootPartition: Bool {
    !isUEFI && (encrypted || kind == "zfs" || (kind == "tmpfs" || isBtrfs && isMirror))
  }

  func plan() -> LayoutPlan {
    var plan = LayoutPlan(disks: [], encrypted: encrypted)
    plan.rootInMemory = kind == "tmpfs"
    plan.secondESP = isMirror && isUEFI ? "/boot-mirror" : nil
    for (index, device) in devices.enumerated() {
      plan.disks.append(
        LayoutPlan.Disk(
          name: isMirror ? ["first", "second"][index] : "main", device: device,
          partitions: partitions(of: index, secondESP: plan.secondESP)))
    }
    if isMirror, needsBootPartition {
      plan.arrays.append(LayoutPlan.Array(name: "boot", metadata: "1.0", content: bootFileSystem))
    }
    if isMirror, !isBtrfs, kind != "zfs" {
      plan.arrays.append(LayoutPlan.Array(name: "root", content: sealed(data, as: "cryptroot")))
    }
    if kind == "zfs" {
      plan.pool = LayoutPlan.Pool(
        name: LayoutPlan.poolName, isMirror: isMirror, isEncrypted: encrypted,
        datasets: [
          .init(name: "root", mountPoint: "/"), .init(name: "home", mountPoint: "/home"),
          .init(name: "nix", mountPoint: "/nix"), .init(name: "log", mountPoint: "/var/log"),
        ])
    }
    return plan
  }

  private func partitions(of index: Int, secondESP: String?) -> [LayoutPlan.Partition] {
    var out: [LayoutPlan.Partition] = []
    if isUEFI {
      // A mirror starts without either disk.
      let options = ["umask=0077"] + (isMirror ? ["nofail"] : [])
      if let place = index == 0 ? "/boot" : secondESP {
        out.append(
          .init(
            name: "ESP", size: "1G", role: .esp,
            content: .fileSystem("vfat", at: place, options: options)))
      }
    } else {
      out.append(.init(name: "grub", size: "1M", role: .grub))
      if needsBootPartition {
        out.append(
          .init(name: "boot", size: "1G", content: isMirror ? .array("boot") : bootFileSystem))
      }
    }
    // On the first disk only: a mirror would write every page twice.
    if let swap, index == 0 {
      out.append(.init(name: "swap", size: "\(swap)G", content: swapContent))
    }
    out.append(.init(name: "root", size: "100%", content: rootContent(of: index)))
    return out
  }

  private var bootFileSystem: LayoutPlan.Content { .fileSystem("ext4", at: "/boot", options: []) }

  /// Swap of an encrypted disk gets a new key at each start, unless the machine resumes from it.
  private var swapContent: LayoutPlan.Content {
    hibernates
      ? sealed(.swap(randomKey: false, resumes: true), as: "cryptswap")
      : .swap(randomKey: encrypted, resumes: false)
  }

  /// What the large partition of a disk holds.
  private func rootContent(of index: Int) -> LayoutPlan.Content? {
    if kind == "zfs" { return .pool(LayoutPlan.poolName) }
    guard isMirror else { return sealed(data, as: "cryptroot") }
    guard isBtrfs else { return .array("root") }
    // disko goes by name: the file system is made on the second disk, when both are ready.
    let inner = index == 0 ? nil : data
    let name = ["cryptroot-first", "cryptroot-second"][index]
    return encrypted ? .encrypted(name: name, inner) : inner
  }

  private func sealed(_ content: LayoutPlan.Content, as name: String) -> LayoutPlan.Content {
    encrypted ? .encrypted(name: name, content) : content
  }

  /// The file system that holds the system.
  private var data: LayoutPlan.Content {
    guard isBtrfs else { return .fileSystem(kind, at: "/", options: []) }
    var mounts: [LayoutPlan.Mount] = [
      .init(name: "/home", mountPoint: "/home"), .init(name: "/nix", mountPoint: "/nix"),
    ]
    if kind == "tmpfs" {
      mounts.append(.init(name: "/var", mountPoint: "/var"))
    } else {
      mounts += [
        .init(name: "/root", mountPoint: "/"), .init(name: "/log", mountPoint: "/var/log"),
      ]
    }
    return .subvolumes(mounts, arguments: isMirror ? mirrorArguments : [])
  }

  /// Both kinds of data on both devices. An open LUKS device has a name; a plain partition has that
  /// of its label, which disko makes from the names of disk and partition.
  private var mirrorArguments: [String] {
    let other = encrypted ? "/dev/mapper/cryptroot-first" : "/dev/disk/by-partlabel/disk-first-root"
    return ["-d", "raid1", "-m", "raid1", other]
  }
}

extension Planner {
  /// The layout for disko; nil when the file systems come from elsewhere.
  mutating func layoutPlan() -> LayoutPlan? {
    let hibernates = answers[.disksHibernate]
    let swap = answers[.disksSwap]
    checkSwap(swap, hibernates: hibernates)
    guard answers[.disksSource] == "disko" else { return nil }
    let first = answers[.disksDevice]
    let second = answers[.disksMirror]
    let loader = answers[.bootLoader]
    if first.isEmpty {
      fail(
        "layout-device", [AnswerKey.disksDevice.id, AnswerKey.disksSource.id],
        "disks.source is \"disko\", but no disk is chosen",
        fix: "answer disks.device; `nixwiz probe` lists the disks of this machine")
    }
    if !second.isEmpty, first == second {
      fail(
        "layout-mirror", [AnswerKey.disksMirror.id, AnswerKey.disksDevice.id],
        "the mirror of \(first) is the same disk", fix: "name another disk, or none")
    }
    for (key, device) in [(AnswerKey.disksDevice, first), (.disksMirror, second)] {
      checkSize(of: device, key)
    }
    if loader == "extlinux" {
      fail(
        "layout-loader", [AnswerKey.disksSource.id, AnswerKey.bootLoader.id],
        "the layouts have no partition for the firmware of boards with extlinux",
        fix: "partition the disk as the board's manual says, and choose disks.source = \"labels\"")
    }
    if [first, second].contains(where: { $0.hasPrefix("/dev/sd") || $0.hasPrefix("/dev/nvme") }) {
      remark(
        "disk-name", "the order of disks, and so the name \(first), may change between two starts",
        fix: "name the disk by its link in /dev/disk/by-id before you run disko")
    }
    return LayoutMaker(
      kind: answers[.disksLayout], devices: second.isEmpty ? [first] : [first, second],
      encrypted: answers[.disksEncrypt], swap: swap == "partition" ? answers[.disksSwapSize] : nil,
      hibernates: hibernates, isUEFI: hardware.firmware.kind == .uefi
    ).plan()
  }

  /// A system with desktop and a few generations fills 16 GiB.
  private mutating func checkSize(of device: String, _ key: AnswerKey<String>) {
    guard let disk = hardware.disks.first(where: { "/dev/\($0.name)" == device }),
      let size = disk.sizeBytes, size < 16 << 30
    else { return }
    fail(
      "disk-small", [key.id, AnswerKey.disksSource.id],
      "\(device) has \(size >> 30) GiB, and a system needs 16", fix: "name another disk")
  }

  private mutating func checkSwap(_ swap: String, hibernates: Bool) {
    let isLayout = answers[.disksSource] == "disko"
    if swap == "found", answers[.disksSource] != "mounted" {
      fail(
        "swap-found", [AnswerKey.disksSwap.id, AnswerKey.disksSource.id],
        "disks.swap is \"found\", but the file systems are not those that are mounted",
        fix: "choose \"partition\", \"zram\" or \"none\"")
    }
    if swap == "partition", !isLayout {
      fail(
        "swap-partition", [AnswerKey.disksSwap.id, AnswerKey.disksSource.id],
        "a swap partition is made by a layout only, and disks.source is not \"disko\"",
        fix: "choose \"found\", \"zram\" or \"none\"")
    }
    guard hibernates else { return }
    if swap == "partition", let memory = hardware.memoryGiB, answers[.disksSwapSize] < memory {
      fail(
        "hibernation-size", [AnswerKey.disksSwapSize.id, AnswerKey.disksHibernate.id],
        "the swap of \(answers[.disksSwapSize]) GiB does not hold the memory of \(memory) GiB",
        fix: "set disks.swapSize = \(memory)")
    } else if !["partition", "found"].contains(swap) {
      fail(
        "hibernation-swap", [AnswerKey.disksHibernate.id, AnswerKey.disksSwap.id],
        "hibernation writes the memory to a swap on a disk, and disks.swap is \"\(swap)\"",
        fix: isLayout ? "set disks.swap = \"partition\"" : "make a swap partition first")
    }
    if isLayout, answers[.disksLayout] == "zfs" {
      fail(
        "hibernation-zfs", [AnswerKey.disksHibernate.id, AnswerKey.disksLayout.id],
        "a pool that is open while the machine hibernates can be damaged",
        fix: "choose another layout, or do without hibernation")
    }
  }
}
