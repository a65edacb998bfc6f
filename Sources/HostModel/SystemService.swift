/// A service that is on or off as a whole.
package enum SystemService: String, Sendable, Hashable, CaseIterable {
  case fwupd
  case smartd
  case btrfsScrub = "btrfs-scrub"
  case zfsScrub = "zfs-scrub"
  case earlyoom
  case irqbalance
  case locate
  case sysstat
  case smartcards
  case direnv
  case nixLd = "nix-ld"
  case appImage = "appimage"
  case gnupgAgent = "gnupg-agent"
  case kdeConnect = "kdeconnect"
  case localSend = "localsend"

  var choice: AnswerType.Choice {
    let help =
      switch self {
      case .fwupd: "firmware from the makers"
      case .smartd: "warns of failing disks"
      case .btrfsScrub: "reads all data of btrfs each month"
      case .zfsScrub: "reads all data of ZFS each month"
      case .earlyoom: "ends the largest program before memory runs out"
      case .irqbalance: "spreads interrupts over the processors"
      case .locate: "finds files by name from an index"
      case .sysstat: "records what the machine does"
      case .smartcards: "smart cards and security keys"
      case .direnv: "environments of projects, by folder"
      case .nixLd: "runs programs that were built for other systems"
      case .appImage: "runs AppImages"
      case .gnupgAgent: "keeps GnuPG's keys open, for ssh too"
      case .kdeConnect: "connects phones"
      case .localSend: "sends files to machines nearby"
      }
    return .init(rawValue, help)
  }

  /// Why it is on by default; nil when it is not.
  package func reason(in context: DefaultContext) -> String? {
    let hardware = context.hardware
    switch self {
    case .fwupd: return hardware.virtualisation.guest ? nil : "real hardware"
    case .btrfsScrub: return context.usesBtrfs ? "a file system is btrfs" : nil
    case .zfsScrub: return context.usesZFS ? "a file system is ZFS" : nil
    default: return nil
    }
  }

  /// Why it cannot be; nil when it can.
  func obstacle(_ context: DefaultContext) -> String? {
    switch self {
    case .fwupd, .smartd:
      context.hardware.virtualisation.guest ? "this is a virtual machine" : nil
    case .btrfsScrub: context.usesBtrfs ? nil : "no file system is btrfs"
    case .zfsScrub: context.usesZFS ? nil : "no file system is ZFS"
    case .kdeConnect, .localSend: context.hasDesktop ? nil : "there is no desktop"
    default: nil
    }
  }
}

extension DefaultContext {
  /// Whether a file system that will be mounted is btrfs.
  var usesBtrfs: Bool {
    // Those of a container are its host's.
    if hardware.isContainer { return false }
    return switch self[.disksSource] {
    case "mounted": hardware.mounts.contains { $0.fileSystem == "btrfs" }
    case "disko": ["btrfs", "tmpfs"].contains(self[.disksLayout])
    default: self[.disksRootFileSystem] == "btrfs"
    }
  }
}
