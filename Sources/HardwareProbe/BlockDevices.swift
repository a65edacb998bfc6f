import HostModel

/// The block devices of the kernel: what each one is, what lies below it, and its stable path.
struct BlockDevices {
  /// One entry of /sys/class/block.
  struct Device {
    /// The kernel's name: `nvme0n1p2`, `dm-0`, `md127`.
    var name: String
    /// The name under /dev/mapper of a device-mapper device.
    var mapperName: String?
    /// The start of its device-mapper uuid: `CRYPT-LUKS2`, `LVM`, `CRYPT-PLAIN`.
    var mapperKind: String?
    /// The level of a RAID, such as `raid1`; empty when it tells none.
    var raidLevel: String?
    /// The kernel's names of what it is built upon, sorted.
    var slaves: [String] = []
  }

  private(set) var stacked: [String: Device] = [:]
  private var stablePaths: [String: String] = [:]
  private let root: SystemRoot

  init(_ root: SystemRoot) {
    self.root = root
    for name in root.names("/sys/class/block") where Self.isStacked(name) {
      stacked[name] = Self.device(name, root: root)
    }
    for device in stacked.values {
      if let mapperName = device.mapperName {
        stablePaths[device.name] = "/dev/mapper/\(mapperName)"
      }
    }
    for pool in root.names("/dev/stratis", limit: 1_000) {
      for name in root.names("/dev/stratis/\(pool)", limit: 1_000) {
        link("/dev/stratis/\(pool)/\(name)", overrides: true)
      }
    }
    // The order in which nixos-generate-config prefers them; partition uuids last, for what has
    // neither file system nor label.
    for folder in ["by-uuid", "by-label", "by-partuuid"] {
      for name in root.names("/dev/disk/\(folder)") { link("/dev/disk/\(folder)/\(name)") }
    }
  }

  /// The path that still means this device after the next boot, or `/dev/NAME`.
  func stablePath(_ name: String) -> String { stablePaths[name] ?? "/dev/\(name)" }

  /// The UUID of the Stratis pool that a file system belongs to: device mapper names it
  /// `stratis-1-POOL-thin-fs-FILESYSTEM`, with 32 digits each.
  func stratisPool(_ name: String) -> String? {
    guard let parts = stacked[name]?.mapperName?.split(separator: "-"), parts.count == 6,
      parts[0] == "stratis", parts[3] == "thin", parts[4] == "fs", parts[2].utf8.count == 32
    else { return nil }
    var digits = parts[2]
    return [8, 4, 4, 4, 12].map { count in
      defer { digits = digits.dropFirst(count) }
      return String(digits.prefix(count))
    }.joined(separator: "-")
  }

  /// The uuid of the file system on the device.
  func fileSystemUUID(_ name: String) -> String? {
    let prefix = "/dev/disk/by-uuid/"
    guard let path = stablePaths[name], path.hasPrefix(prefix) else { return nil }
    return String(path.dropFirst(prefix.utf8.count))
  }

  /// The kernel's name of a path under /dev, or of a device number when the path is a mere name.
  func kernelName(_ path: String, number: Substring = "") -> String? {
    guard path.hasPrefix("/dev/") else { return nil }
    if path.hasPrefix("/dev/mapper/") {
      let name = path.dropFirst("/dev/mapper/".utf8.count)
      if let device = stacked.values.first(where: { $0.mapperName.map { $0 == name } ?? false }) {
        return device.name
      }
    }
    if let target = root.linkName(path) { return target }
    let name = path.dropFirst("/dev/".utf8.count)
    if name == "root" { return root.linkName("/sys/dev/block/\(number)") }
    return name.contains("/") ? nil : String(name)
  }

  /// Everything below a device, itself first, without repetition.
  func withEverythingBelow(_ name: String) -> [String] {
    var found: [String] = []
    var pending = [name]
    while let next = pending.popLast(), found.count < 1_000 {
      if found.contains(next) { continue }
      found.append(next)
      pending += stacked[next]?.slaves ?? []
    }
    return found
  }

  /// All members of the btrfs file system that the device belongs to.
  func members(ofBtrfs name: String) -> [String] {
    for uuid in root.names("/sys/fs/btrfs", limit: 1_000) {
      let devices = root.names("/sys/fs/btrfs/\(uuid)/devices", limit: 1_000)
      if devices.contains(name) { return devices }
    }
    return [name]
  }

  // MARK: reading

  private static func isStacked(_ name: String) -> Bool {
    name.hasPrefix("dm-") || name.hasPrefix("md") || name.hasPrefix("bcache")
  }

  private static func device(_ name: String, root: SystemRoot) -> Device {
    let path = "/sys/class/block/\(name)"
    var device = Device(name: name)
    device.slaves = root.names("\(path)/slaves", limit: 1_000)
    if name.hasPrefix("dm-") {
      device.mapperName = root.line("\(path)/dm/name").flatMap { isPlain($0) ? $0 : nil }
      device.mapperKind = root.bytes("\(path)/dm/uuid", redact: Redaction.deviceMapperUUID)
        .flatMap { Text.trimmed($0[...]) }
    } else if name.hasPrefix("md"),
      root.bytes("\(path)/md/uuid", redact: Redaction.presence) != nil
    {
      device.raidLevel = root.line("\(path)/md/level") ?? ""
    }
    return device
  }

  /// A name that can stand in a path without quoting or climbing.
  static func isPlain(_ name: String) -> Bool {
    !name.isEmpty && !name.hasPrefix(".")
      && name.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5a).contains($0) || (0x61...0x7a).contains($0)
          || "!+-._:@#=".utf8.contains($0)
      }
  }

  private mutating func link(_ path: String, overrides: Bool = false) {
    guard let name = root.linkName(path), overrides || stablePaths[name] == nil else { return }
    stablePaths[name] = path
  }
}
