import HostModel
import SourceText

/// What of the mounted file systems belongs into a configuration.
///
/// The rules are nixos-generate-config's, with its known faults mended: options that matter are kept,
/// bind mounts inside subvolumes are told from subvolumes, the installer's own mounts are left out.
struct MountProbe {
  private static let ignoredFolders = [
    "/proc", "/dev", "/sys", "/run", "/var/lib/nfs/rpc_pipefs", "/var/lib/docker",
    "/var/lib/containers", "/snap", "/var/snap",
  ]
  /// Not on any disk, or not to be mounted by a configuration.
  private static let ignoredFileSystems: Set<String> = [
    "autofs", "binfmt_misc", "bpf", "cgroup", "cgroup2", "configfs", "debugfs", "devpts",
    "devtmpfs", "efivarfs", "fusectl", "hugetlbfs", "mqueue", "nsfs", "proc", "pstore", "ramfs",
    "rootfs", "rpc_pipefs", "securityfs", "selinuxfs", "sysfs", "tracefs", "overlay", "aufs",
    "squashfs", "iso9660", "udf",
  ]

  private let root: SystemRoot
  private let blocks: BlockDevices
  private let fstab: FileSystemTable?
  private var seen: [Substring: [MountTable.Entry]] = [:]
  private(set) var mounts: [Hardware.Mount] = []
  /// The kernel's names of the devices under the mounts, by mount point.
  private(set) var devices: [String: [String]] = [:]
  private(set) var findings: [Diagnostic] = []
  /// Datasets of ZFS of which nothing tells how they are mounted.
  private var unknownDatasets: [String] = []

  init(_ table: MountTable, under target: String, blocks: BlockDevices, root: SystemRoot) {
    self.root = root
    self.blocks = blocks
    // On a live system the table is that of the live system.
    fstab = target == "/" ? FileSystemTable(root) : nil
    for entry in table.entries {
      guard let mountPoint = Self.strip(target, from: entry.mountPoint) else { continue }
      take(entry, at: mountPoint)
    }
    noteMountsOfZFS()
    // A later mount on the same place hides the earlier one.
    var last: [String: Hardware.Mount] = [:]
    for mount in mounts { last[mount.mountPoint] = mount }
    mounts = last.values.sorted { $0.mountPoint < $1.mountPoint }
  }

  /// Leaves out what lies on removable disks only, unless the system itself does: whoever plugs a
  /// stick in does not want a machine that waits for it at each start.
  mutating func leaveOut(removable disks: Set<String>) {
    func isRemovable(_ mount: Hardware.Mount) -> Bool {
      let below = (devices[mount.mountPoint] ?? []).flatMap(blocks.withEverythingBelow)
        .filter { blocks.stacked[$0] == nil }
      return !below.isEmpty && below.allSatisfy(disks.contains)
    }
    guard !mounts.contains(where: { $0.mountPoint == "/" && isRemovable($0) }) else { return }
    for mount in mounts where !Self.isSystem(mount.mountPoint) && isRemovable(mount) {
      mounts.removeAll { $0.mountPoint == mount.mountPoint }
      devices[mount.mountPoint] = nil
      findings.append(
        .warning(
          "mount-removable",
          "\(mount.mountPoint) lies on a removable disk, which may not be there at the next start",
          fix: "add it with the option nofail to the host's own module if it shall be mounted"))
    }
  }

  /// Places without which the system does not start or run.
  private static func isSystem(_ mountPoint: String) -> Bool {
    mountPoint == "/"
      || ["/boot", "/efi", "/nix", "/home", "/var", "/etc", "/usr", "/persist"].contains {
        isBelow(mountPoint, $0)
      }
  }

  /// Whether a path is the folder or below it.
  static func isBelow(_ path: String, _ folder: String) -> Bool {
    path == folder || path.hasPrefix("\(folder)/")
  }

  /// Whether a mount says nothing about the machine; a recording leaves it out.
  static func isIgnored(mountPoint: String, fileSystem: String) -> Bool {
    ignoredFileSystems.contains(fileSystem)
      || ignoredFolders.contains { isBelow(mountPoint, $0) }
  }

  static func strip(_ target: String, from mountPoint: String) -> String? {
    if target == "/" { return mountPoint }
    guard isBelow(mountPoint, target) else { return nil }
    let rest = mountPoint.dropFirst(target.utf8.count)
    return rest.isEmpty ? "/" : String(rest)
  }

  private mutating func take(_ entry: MountTable.Entry, at mountPoint: String) {
    if Self.isIgnored(mountPoint: mountPoint, fileSystem: entry.fileSystem) { return }
    // The store is bound read-only over itself on every NixOS.
    if mountPoint == "/nix/store", entry.options.contains("ro"),
      !entry.superOptions.contains("ro")
    {
      return
    }
    if mountPoint == "/tmp", entry.fileSystem == "tmpfs" { return }
    if entry.fileSystem.hasPrefix("fuse") {
      findings.append(
        .warning(
          "mount-fuse",
          "\(mountPoint) is mounted by \(entry.fileSystem), which cannot be described",
          fix: "add it to the host's own module"))
      return
    }
    // A single file can be bind mounted too.
    if root.kind(entry.mountPoint) == .file { return }
    let earlier = seen[entry.number] ?? []
    seen[entry.number, default: []].append(entry)
    if let bind = bindSource(entry, earlier: earlier) {
      var mount = Hardware.Mount(mountPoint: mountPoint, device: bind, fileSystem: "none")
      mount.options = ["bind"]
      if entry.options.contains("ro") { mount.options.append("ro") }
      mounts.append(mount)
      return
    }
    guard entry.fileSystem == "btrfs" || entry.root == "/" else {
      findings.append(
        .warning(
          "mount-bind-unknown",
          "\(mountPoint) shows \(entry.root) of a file system that is not mounted elsewhere",
          fix: "add the bind mount to the host's own module"))
      return
    }
    mounts.append(mount(entry, at: mountPoint))
  }

  /// The path that a bind mount shows, or nil when this is a mount of its own.
  private func bindSource(
    _ entry: MountTable.Entry, earlier: [MountTable.Entry]
  ) -> String? {
    // A subvolume is mounted by its path; a folder below one is a bind mount.
    if entry.fileSystem == "btrfs", entry.superOption("subvol") ?? "/" == entry.root[...] {
      return nil
    }
    if entry.fileSystem == "zfs" || entry.fileSystem == "tmpfs", entry.root == "/" { return nil }
    for first in earlier where Self.isBelow(entry.root, first.root) || first.root == "/" {
      let inside = first.root == "/" ? entry.root[...] : entry.root.dropFirst(first.root.utf8.count)
      let base = first.mountPoint == "/" ? "" : first.mountPoint
      let path = base + (inside == "/" ? "" : inside)
      return path.isEmpty ? "/" : path
    }
    return nil
  }

  private mutating func mount(
    _ entry: MountTable.Entry, at mountPoint: String
  ) -> Hardware.Mount {
    var mount = Hardware.Mount(
      mountPoint: mountPoint, device: entry.source, fileSystem: entry.fileSystem)
    mount.options = MountOptions.worthKeeping(entry)
    for option in fstab?.options(at: mountPoint) ?? [] where !mount.options.contains(option) {
      mount.options.append(option)
    }
    if entry.fileSystem == "zfs", !(fstab?.names(mountPoint) ?? false) {
      // A dataset whose place is its name is mounted by ZFS itself.
      if mountPoint == "/\(entry.source)" {
        mount.options.append("zfsutil")
      } else {
        unknownDatasets.append(entry.source)
      }
    }
    guard entry.source.hasPrefix("/dev/") else { return mount }
    // bcachefs names all members of a file system, with colons between them.
    let sources = entry.fileSystem == "bcachefs" ? entry.source.split(separator: ":") : []
    let source = sources.first.map(String.init) ?? entry.source
    guard let name = blocks.kernelName(source, number: entry.number) else { return mount }
    if name.hasPrefix("loop"), let file = root.line("/sys/block/\(name)/loop/backing_file") {
      mount.device = file
      mount.options.append("loop")
      return mount
    }
    devices[mountPoint] =
      switch entry.fileSystem {
      case "btrfs": blocks.members(ofBtrfs: name)
      case "bcachefs": sources.compactMap { blocks.kernelName(String($0)) }
      default: [name]
      }
    mount.device = blocks.stablePath(name)
    mount.stratisPool = blocks.stratisPool(name)
    if sources.count > 1, let uuid = blocks.fileSystemUUID(name) { mount.device = "UUID=\(uuid)" }
    return mount
  }

  /// ZFS tells its own tools, not the kernel, whether it mounts a dataset by itself.
  private mutating func noteMountsOfZFS() {
    guard let first = unknownDatasets.first else { return }
    let names = unknownDatasets.joined(separator: ", ")
    findings.append(
      .warning(
        "zfs-mount-unknown",
        "it cannot be seen whether ZFS mounts \(names) by itself or mountpoint=legacy is set, "
          + "which is assumed",
        fix: "answer disks.zfs = \"zfsutil\" if `zfs get mountpoint \(first)` names a path"))
  }
}

/// Which options of a mount the next boot needs too; the kernel shows its defaults among them.
enum MountOptions {
  /// Chosen by a person, whatever the file system.
  private static let general: Set<Substring> = [
    "ro", "noatime", "nodiratime", "strictatime", "lazytime", "nosuid", "nodev", "noexec", "sync",
  ]
  /// Of a file system itself: names, or names with `=` for any value.
  private static let special: [String: [String]] = [
    "btrfs": [
      "compress=", "compress-force=", "autodefrag", "nodatacow", "nodatasum", "commit=",
      "discard", "nodiscard",
    ],
    "ext4": ["discard", "commit=", "data=", "journal_checksum"],
    "xfs": ["discard", "nouuid"],
    "f2fs": ["compress_algorithm=", "nodiscard"],
    "bcachefs": ["compression=", "background_compression=", "discard"],
    "vfat": ["fmask=", "dmask="],
    "exfat": ["fmask=", "dmask=", "uid=", "gid="],
    "ntfs3": ["fmask=", "dmask=", "uid=", "gid="],
    "tmpfs": ["size=", "mode=", "nr_inodes="],
    "nfs": ["vers="],
    "nfs4": ["vers="],
  ]

  static func worthKeeping(_ entry: MountTable.Entry) -> [String] {
    var options: [String] = []
    if entry.fileSystem == "btrfs", let subvolume = entry.superOption("subvol"), subvolume != "/" {
      options.append("subvol=\(subvolume.drop { $0 == "/" })")
    }
    options += entry.options.filter { general.contains($0) }.map(String.init)
    let wanted = special[entry.fileSystem] ?? []
    for option in entry.superOptions {
      let name = option.prefix { $0 != "=" }
      if wanted.contains(name.count < option.count ? "\(name)=" : String(name)) {
        options.append(String(option))
      }
    }
    return options
  }
}
