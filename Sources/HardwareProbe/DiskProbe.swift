import HostModel

/// The disks, with their partitions.
enum DiskProbe {
  /// Devices that are no disks: made by software, or areas of a disk that hold no files.
  private static let notDisks = [
    "loop", "ram", "zram", "dm-", "md", "bcache", "zd", "nbd", "drbd", "rbd", "fd",
  ]

  static func run(on root: SystemRoot, usb: [Hardware.USBInterface]) -> [Hardware.Disk] {
    let hasUSBStorage = usb.contains { $0.interfaceClass == 0x08 }
    let disks = root.names("/sys/block").filter(isDisk)
      .map { disk($0, root: root, hasUSBStorage: hasUSBStorage) }
    // Optical drives last: nobody installs to one.
    return disks.sorted {
      ($0.transport == "optical" ? 1 : 0, naturalKey($0.name))
        < ($1.transport == "optical" ? 1 : 0, naturalKey($1.name))
    }
  }

  static func isDisk(_ name: String) -> Bool {
    guard BlockDevices.isPlain(name), !notDisks.contains(where: { name.hasPrefix($0) }) else {
      return false
    }
    if name.hasPrefix("mmcblk") {
      return !name.contains("boot") && !name.contains("rpmb") && !name.contains("gp")
    }
    // nvme0c1n1 is one path of several to nvme0n1.
    if name.hasPrefix("nvme") { return !name.contains("c") }
    return true
  }

  private static func disk(
    _ name: String, root: SystemRoot, hasUSBStorage: Bool
  ) -> Hardware.Disk {
    let path = "/sys/block/\(name)"
    // Sectors of 512 bytes, whatever the disk's own are; 2^50 of them are half a zettabyte.
    let sectors = root.number("\(path)/size").flatMap { (0...1 << 50).contains($0) ? $0 : nil }
    var disk = Hardware.Disk(name: name, sizeBytes: sectors.map { $0 * 512 })
    disk.model = root.line("\(path)/device/model") ?? root.line("\(path)/device/name")
    disk.rotational = root.number("\(path)/queue/rotational") == 1
    disk.removable = root.number("\(path)/removable") == 1
    disk.transport = transport(
      name, root: root, isRemovable: disk.removable, hasUSBStorage: hasUSBStorage)
    disk.partitions = root.names(path, limit: 10_000)
      .filter { $0.hasPrefix(name) && root.kind("\(path)/\($0)/partition") == .file }
      .sorted { naturalKey($0) < naturalKey($1) }
    return disk
  }

  private static func transport(
    _ name: String, root: SystemRoot, isRemovable: Bool, hasUSBStorage: Bool
  ) -> String? {
    if let known = transport(of: name) { return known }
    guard name.hasPrefix("sd") else { return nil }
    // The place in the device tree tells; a recording may hold the tree flat, then a removable disk
    // beside a USB storage interface is taken for it.
    let place = root.canonical("/sys/block/\(name)") ?? ""
    if place.contains("/usb") { return "usb" }
    let isFlat = place == "/sys/block/\(name)"
    return isFlat && isRemovable && hasUSBStorage ? "usb" : "sata/sas"
  }

  /// What the kernel's name alone tells; nil for `sda`, which may hang on anything.
  static func transport(of name: String) -> String? {
    let prefixes = [
      ("nvme", "nvme"), ("mmcblk", "mmc"), ("vd", "virtio"), ("sr", "optical"), ("xvd", "xen"),
      ("pmem", "pmem"), ("ubiblock", "flash"),
    ]
    return prefixes.first { name.hasPrefix($0.0) }?.1
  }

  /// Makes `sda10` sort after `sda9`: digits count as numbers of up to 12 digits.
  static func naturalKey(_ name: String) -> String {
    var key = ""
    var digits = ""
    for character in name + "/" {
      if character.isASCII, character.isNumber {
        digits.append(character)
        continue
      }
      if !digits.isEmpty {
        key += String(repeating: "0", count: max(0, 12 - digits.count)) + digits
        digits = ""
      }
      key.append(character)
    }
    return key
  }
}
