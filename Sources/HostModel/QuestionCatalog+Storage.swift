extension AnswerKey where Value == String {
  package static var disksSource: Self { Self("disks.source") }
  package static var disksRoot: Self { Self("disks.root") }
  package static var disksRootFileSystem: Self { Self("disks.rootFileSystem") }
  package static var disksESP: Self { Self("disks.esp") }
  package static var disksSwap: Self { Self("disks.swap") }
  package static var disksHostID: Self { Self("disks.hostId") }
  package static var disksZFS: Self { Self("disks.zfs") }
  package static var bootLoader: Self { Self("boot.loader") }
  package static var bootDevice: Self { Self("boot.device") }
  package static var bootKernel: Self { Self("boot.kernel") }
}

extension AnswerKey where Value == Int {
  package static var bootGenerations: Self { Self("boot.generations") }
}

extension AnswerKey where Value == Bool {
  package static var bootTouchEFI: Self { Self("boot.touchEfi") }
}

extension AnswerKey where Value == [String] {
  package static var bootParameters: Self { Self("boot.params") }
}

extension QuestionCatalog {
  static let storage: [Question] = [
    Question(
      AnswerKey.disksSource.id,
      .choice([
        .init("mounted", "the file systems that are mounted now"),
        .init("labels", "a root and a boot partition found by disks.root and disks.esp"),
      ]),
      label: "File systems",
      help: "Where the file systems of the configuration come from. nixwiz itself never formats.",
      default: "as mounted when a disk is mounted as root, else by labels"
    ) { context in
      guard let mount = context.hardware.systemMount else {
        return .found(.text("labels"), "no disk of this machine is mounted as a root file system")
      }
      return .found(.text("mounted"), "\(mount.device) is mounted at \(mount.mountPoint)")
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
        .init("zram", "compressed memory"), .init("none", "no swap"),
      ]),
      label: "Swap",
      help: "Zram compresses memory and needs no disk. Hibernation needs a real swap.",
      default: "what is in use; else zram up to 32 GiB of memory; else none"
    ) { context in
      // Not the one that zram itself made: the default must not change with the first start.
      let swaps = context.hardware.lastingSwaps
      if !swaps.isEmpty, context[.disksSource] == "mounted" {
        return .found(.text("found"), "\(swaps.joined(separator: ", ")) in use")
      }
      guard let memory = context.hardware.memoryKiB else {
        return .rule(.text("zram"), "the size of the memory is not known")
      }
      let gibibytes = (memory + (1 << 20) - 1) >> 20
      return memory <= 32 << 20
        ? .found(.text("zram"), "\(gibibytes) GiB of memory, and no swap in use")
        : .found(.text("none"), "more than 32 GiB of memory, and no swap in use")
    },
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
        Datasets with mountpoint=legacy are mounted like other file systems; those with a path need \
        the option zfsutil, without which the machine stops at the start.
        """,
      fixed: .text("found")
    ) { $0.usesZFS ? nil : "no file system is ZFS" },
  ]

  @Sendable private static func unlessLabels(_ context: DefaultContext) -> String? {
    context[.disksSource] == "labels" ? nil : "disks.source is \"mounted\""
  }

  /// FNV-1a of 32 bits as 8 hexadecimal digits: spreads names well, and is no secret.
  static func stableID(of name: String) -> String {
    let hash = name.utf8.reduce(UInt32(0x811c_9dc5)) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  static let boot: [Question] = [
    Question(
      AnswerKey.bootLoader.id,
      .choice([
        .init("systemd-boot", "for UEFI"), .init("grub", "for BIOS and UEFI"),
        .init("extlinux", "for boards whose firmware reads extlinux.conf"),
        .init("none", "another system starts this one"),
      ]),
      label: "Boot loader",
      help: "What starts the kernel. The default is right unless other systems are started too.",
      default:
        "UEFI: systemd-boot; BIOS: GRUB; an aarch64 board without UEFI: extlinux"
    ) { context in
      let firmware = context.hardware.firmware
      if context.hardware.isContainer {
        return .found(.text("none"), "a container is started by its host")
      }
      switch firmware.kind {
      case .uefi where firmware.platformBits == 32:
        return .found(.text("grub"), "UEFI of 32 bits, which systemd-boot does not start on")
      case .uefi: return .found(.text("systemd-boot"), "this machine starts by UEFI")
      case .bios where context.hardware.system == "aarch64-linux":
        return .found(.text("extlinux"), "an aarch64 machine without UEFI")
      case .bios: return .found(.text("grub"), "this machine starts by BIOS")
      }
    },
    Question(
      AnswerKey.bootDevice.id, .text(.path("a whole disk")), label: "Disk for GRUB",
      help: "GRUB is written to the start of this disk. A name in /dev/disk/by-id is safest.",
      default: "BIOS: the disk of the root file system, else the first fixed disk"
    ) { context in
      guard context[.bootLoader] == "grub", context.hardware.firmware.kind == .bios else {
        return .rule(.text("/dev/disk/by-id/none"), "not needed")
      }
      if context.hardware.systemMount != nil,
        let device = context.hardware.root?.device,
        let disk = context.hardware.disk(holding: device)
      {
        return .found(.text("/dev/\(disk.name)"), "the root file system lies on it")
      }
      guard let disk = context.hardware.systemDisks.first else {
        return .rule(.text("/dev/sda"), "no fixed disk was found")
      }
      return .found(.text("/dev/\(disk.name)"), "the first fixed disk")
    } irrelevantWhen: { context in
      context[.bootLoader] == "grub" && context.hardware.firmware.kind == .bios
        ? nil : "only GRUB on a BIOS machine is written to a disk"
    },
    Question(
      AnswerKey.bootTouchEFI.id, .boolean, label: "May change EFI entries",
      help: "Whether the boot loader may register itself in the firmware's variables.",
      fixed: .boolean(true)
    ) { $0.hardware.firmware.kind == .uefi ? nil : "this machine starts by BIOS" },
    Question(
      AnswerKey.bootGenerations.id, .integer(1...100), label: "Entries kept",
      help: "How many old systems stay in the menu; each kernel needs space on the boot partition.",
      fixed: .integer(20)),
    Question(
      AnswerKey.bootKernel.id,
      .choice(
        [
          .init("default", "the kernel of the release"),
          .init("latest", "the newest that is released"),
        ] + Release.standard.kernels.map { .init($0, "Linux \($0)") }),
      label: "Kernel",
      help: "The kernel. A driver that does not build for the default one asks for an older.",
      fixed: .text("default")),
    Question(
      AnswerKey.bootParameters.id,
      .list(of: .text(.kernelParameter), noun: "kernel parameters"),
      label: "Kernel parameters",
      help: "Parameters beside those that the hardware asks for.", fixed: .list([])),
  ]
}

extension DefaultContext {
  /// Whether a file system that will be mounted is ZFS.
  var usesZFS: Bool {
    self[.disksSource] == "mounted" && hardware.mounts.contains { $0.fileSystem == "zfs" }
  }
}
