/// Whether the running system is an installer or another live system, which describes nothing.
struct LiveSystem {
  /// Where live systems mount the medium that they were started from.
  private static let mediumMountPoints: Set<String> = [
    "/iso", "/nix/.ro-store", "/cdrom", "/run/live/medium", "/lib/live/mount/medium",
    "/run/archiso/bootmnt", "/run/initramfs/live",
  ]
  /// File systems in memory, or laid over a read-only one.
  private static let volatile: Set<String> = ["tmpfs", "ramfs", "rootfs", "overlay", "aufs"]
  /// Where installers mount the system to be.
  static let target = "/mnt"

  var isLive = false
  /// The source of the medium's mount, such as `/dev/sda1`.
  var mediumSource: String?

  /// Whether a mount there takes part in the decision.
  static func isWitness(_ mountPoint: String) -> Bool {
    mountPoint == "/" || mediumMountPoints.contains(mountPoint)
  }

  init(_ table: MountTable) {
    let root = table.entries.last { $0.mountPoint == "/" }
    guard let root, Self.volatile.contains(root.fileSystem) else { return }
    let media = table.entries.filter { Self.mediumMountPoints.contains($0.mountPoint) }
    isLive = !media.isEmpty
    mediumSource = media.map(\.source).first { $0.hasPrefix("/dev/") && !$0.hasPrefix("/dev/loop") }
  }
}
