extension AnswerKey where Value == String {
  package static var disksSource: Self { Self("disks.source") }
  package static var disksDevice: Self { Self("disks.device") }
  package static var disksMirror: Self { Self("disks.mirror") }
  package static var disksLayout: Self { Self("disks.layout") }
  package static var disksRoot: Self { Self("disks.root") }
  package static var disksRootFileSystem: Self { Self("disks.rootFileSystem") }
  package static var disksESP: Self { Self("disks.esp") }
  package static var disksSwap: Self { Self("disks.swap") }
  package static var disksHostID: Self { Self("disks.hostId") }
  package static var disksZFS: Self { Self("disks.zfs") }
}

extension AnswerKey where Value == Int {
  package static var disksSwapSize: Self { Self("disks.swapSize") }
}

extension AnswerKey where Value == Bool {
  package static var disksEncrypt: Self { Self("disks.encrypt") }
  package static var disksHibernate: Self { Self("disks.hibernate") }
  package static var disksTmpfs: Self { Self("disks.tmpfs") }
}

extension QuestionCatalog {
  static let storage: [Question] = [
    Question(
      AnswerKey.disksSource.id,
      .choice([
        .init("mounted", "the file systems that are mounted now"),
        .init("labels", "a root and a boot partition found by disks.root and disks.esp"),
        .init("disko", "a layout for empty disks, which disko makes from the configuration"),
      ]),
      label: "File systems",
      help: """
        Where the file systems of the configuration come from. A layout adds the flake input disko \
        and hosts/NAME/disko.nix. nixwiz itself never formats.
        """,
      default: "as mounted when a disk is mounted as root, else by labels"
    ) { context in
      guard let mount = context.hardware.systemMount else {
        return .found(.text("labels"), "no disk of this machine is mounted as a root file system")
      }
      return .found(.text("mounted"), "\(mount.device) is mounted at \(mount.mountPoint)")
    },
    Question(
      AnswerKey.disksDevice.id, .text(.path("a whole disk").orEmpty), label: "Disk for the layout",
      help: """
        The disk that disko erases and divides. A name in /dev/disk/by-id is safest: the order of \
        names such as sda may change between two starts.
        """,
      default: "the only fixed disk; with several, none"
    ) { context in
      let disks = context.hardware.systemDisks
      guard disks.count == 1, let disk = disks.first else {
        return .rule(.text(""), "\(disks.count) fixed disks were found: the choice is yours")
      }
      return .found(.text("/dev/\(disk.name)"), "the only fixed disk")
    } irrelevantWhen: {
      unlessDisko($0)
    },
    Question(
      AnswerKey.disksMirror.id, .text(.path("a whole disk").orEmpty), label: "Second disk",
      help: """
        A second disk that holds the same data, so that the system survives the loss of one; empty \
        for none.
        """,
      fixed: .text(""), irrelevantWhen: unlessDisko),
    Question(
      AnswerKey.disksLayout.id,
      .choice([
        .init("ext4", "one file system, simple and fast"),
        .init("xfs", "one file system, for large files"),
        .init("btrfs", "subvolumes for /, /home, /nix and /var/log, compressed, with snapshots"),
        .init("zfs", "a pool with datasets; needs more memory and a kernel that ZFS supports"),
        .init("tmpfs", "/ in memory and empty at each start; /home, /nix and /var are kept"),
      ]),
      label: "Layout", help: "How the disk is divided.", fixed: .text("ext4"),
      irrelevantWhen: unlessDisko),
    Question(
      AnswerKey.disksEncrypt.id, .boolean, label: "Encrypt the disk",
      help: """
        LUKS, or the encryption of ZFS. The password is asked at each start, before any setting of \
        a user is read.
        """,
      default: "yes on laptops"
    ) {
      .found(.boolean($0.hardware.dmi.laptop), $0.hardware.chassisReason)
    } irrelevantWhen: {
      unlessDisko($0)
    },
    Question(
      AnswerKey.disksRoot.id, .text(.path("a device")), label: "Root device",
      help: "The device of the root file system; the NixOS manual gives it the label nixos.",
      fixed: .text("/dev/disk/by-label/nixos"), irrelevantWhen: unlessLabels),
    Question(
      AnswerKey.disksRootFileSystem.id,
      .choice([
        .init("ext4", "simple and fast"), .init("btrfs", "snapshots and compression"),
        .init("xfs", "for large files"), .init("f2fs", "for flash memory"),
      ]),
      label: "Root file system", help: "What the root device was formatted with.",
      fixed: .text("ext4"), irrelevantWhen: unlessLabels),
    Question(
      AnswerKey.disksESP.id, .text(.path("a device")), label: "Boot partition",
      help: "The EFI system partition, mounted at /boot; the NixOS manual gives it the label boot.",
      fixed: .text("/dev/disk/by-label/boot")
    ) { context in
      if context.hardware.firmware.kind == .bios { return "this machine starts by BIOS" }
      return unlessLabels(context)
    },
    Question(
      AnswerKey.disksSwap.id,
      .choice([
        .init("found", "the swap partitions and files in use now"),
        .init("partition", "a partition of the layout"),
        .init("zram", "compressed memory"), .init("none", "no swap"),
      ]),
      label: "Swap",
      help: "Zram compresses memory and needs no disk. Hibernation needs a real swap.",
      default: "what is in use; else zram up to 32 GiB of memory; else none"
    ) { context in
      if context.hardware.isContainer {
        return .found(.text("none"), "a container swaps where its host does")
      }
      // Not the one that zram itself made: the default must not change with the first start.
      let swaps = context.hardware.lastingSwaps
      if !swaps.isEmpty, context[.disksSource] == "mounted" {
        return .found(.text("found"), "\(swaps.map(\.device).joined(separator: ", ")) in use")
      }
      guard let memory = context.hardware.memoryGiB else {
        return .rule(.text("zram"), "the size of the memory is not known")
      }
      return memory <= 32
        ? .found(.text("zram"), "\(memory) GiB of memory, and no swap in use")
        : .found(.text("none"), "more than 32 GiB of memory, and no swap in use")
    },
    Question(
      AnswerKey.disksSwapSize.id, .integer(1...4096), label: "Size of the swap",
      help: "GiB of the swap partition. Hibernation writes the memory into it.",
      default: "that of the memory, else 8"
    ) { context in
      guard let memory = context.hardware.memoryGiB, memory <= 4096 else {
        return .rule(.integer(8), "the size of the memory is not known")
      }
      return .found(.integer(max(1, memory)), "\(memory) GiB of memory")
    } irrelevantWhen: {
      $0[.disksSwap] == "partition" ? nil : "disks.swap is not \"partition\""
    },
    Question(
      AnswerKey.disksHibernate.id, .boolean, label: "Hibernation",
      help: "Whether the machine can be switched off with its programs open.",
      fixed: .boolean(false)
    ) {
      ["found", "partition"].contains($0[.disksSwap]) ? nil : "there is no swap on a disk"
    },
    Question(
      AnswerKey.disksTmpfs.id, .boolean, label: "/tmp in memory",
      help: "Fast and empty at each start; large builds may need more than half of the memory.",
      fixed: .boolean(false)),
    Question(
      AnswerKey.disksHostID.id, .text(.hostID), label: "ZFS host id",
      help: "ZFS refuses pools of another host by this number. Keep that of an existing system.",
      default: "with ZFS, 8 digits made from the host name"
    ) { context in
      guard context.usesZFS else { return .rule(.text(""), "no ZFS") }
      return .rule(
        .text(stableID(of: context[.hostName])), "made from the host name, so that it never changes"
      )
    } irrelevantWhen: {
      $0.usesZFS ? nil : "no file system is ZFS"
    },
    Question(
      AnswerKey.disksZFS.id,
      .choice([
        .init("found", "as /etc/fstab tells, else like legacy"),
        .init("zfsutil", "the datasets have paths for mountpoints"),
      ]),
      label: "ZFS mount points",
      help: """
        Datasets with mountpoint=legacy are mounted as usual; those with a path need the option \
        zfsutil, without which the machine stops at the start.
        """,
      fixed: .text("found")
    ) { $0.usesZFS ? nil : "no file system is ZFS" },
  ]

  @Sendable private static func unlessLabels(_ context: DefaultContext) -> String? {
    context[.disksSource] == "labels" ? nil : "disks.source is \"\(context[.disksSource])\""
  }

  @Sendable private static func unlessDisko(_ context: DefaultContext) -> String? {
    context[.disksSource] == "disko" ? nil : "disks.source is \"\(context[.disksSource])\""
  }

  /// FNV-1a of 32 bits as 8 hexadecimal digits: spreads names well, and is no secret.
  static func stableID(of name: String) -> String {
    let hash = name.utf8.reduce(UInt32(0x811c_9dc5)) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}

extension DefaultContext {
  /// Whether a file system that will be mounted is ZFS.
  var usesZFS: Bool {
    switch self[.disksSource] {
    case "mounted": hardware.mounts.contains { $0.fileSystem == "zfs" }
    case "disko": self[.disksLayout] == "zfs"
    default: false
    }
  }
}

extension Hardware {
  /// The memory in GiB, rounded up: what firmware keeps for itself is not counted by the kernel.
  var memoryGiB: Int? { memoryKiB.map { ($0 + (1 << 20) - 1) >> 20 } }
}
