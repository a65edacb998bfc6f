import HostModel
import SourceText

/// Everything from disks to mounts: fills the storage part of `Hardware`.
enum StorageProbe {
  static func run(
    on root: SystemRoot, into hardware: inout Hardware, findings: inout [Diagnostic]
  ) {
    let blocks = BlockDevices(root)
    hardware.disks = DiskProbe.run(on: root, usb: hardware.usbInterfaces)
    hardware.stackedDevices = stackedDevices(blocks)
    hardware.initrdAvailableKernelModules = ModuleProbe.initrdAvailable(
      hardware, blocks: blocks, root: root)
    hardware.initrdKernelModules = ModuleProbe.initrd(blocks: blocks)
    hardware.kernelModules = hardware.cpu.kvmModule.map { [$0] } ?? []

    let table = mountTable(root, findings: &findings)
    let live = LiveSystem(table)
    hardware.operatingSystem.live = live.isLive
    hardware.root = rootFileSystem(table)
    markMedium(live, blocks: blocks, in: &hardware)
    let target = live.isLive ? LiveSystem.target : "/"
    var mounts = MountProbe(table, under: target, blocks: blocks, root: root)
    mounts.leaveOut(removable: removable(hardware.disks))
    hardware.mounts = mounts.mounts
    findings += mounts.findings
    let (swaps, swapDevices) = swaps(root, under: target, blocks: blocks)
    hardware.swaps = swaps

    var devices = hardware.mounts.flatMap { mounts.devices[$0.mountPoint] ?? [] } + swapDevices
    if hardware.mounts.contains(where: { $0.fileSystem == "zfs" }) {
      devices += unclaimedLUKS(blocks, used: devices)
    }
    hardware.luksDevices = luksDevices(below: devices, blocks: blocks)
    hardware.softwareRAID = devices.flatMap(blocks.withEverythingBelow).contains {
      blocks.stacked[$0]?.raidLevel != nil
    }
  }

  // MARK: mounts

  private static func mountTable(
    _ root: SystemRoot, findings: inout [Diagnostic]
  ) -> MountTable {
    let path = "/proc/self/mountinfo"
    guard
      let text = root.bytes(path, limit: MountTable.maximumBytes, redact: Redaction.mountinfo)
    else {
      findings.append(
        .warning("mounts-unknown", "\(path) cannot be read; no file system is described"))
      return MountTable([])
    }
    var table = MountTable(text)
    if table.entries.count > MountTable.maximumEntries {
      findings.append(
        .warning(
          "mounts-too-many",
          "there are more than \(MountTable.maximumEntries) mounts; the rest is left out"))
      table.entries.removeLast(table.entries.count - MountTable.maximumEntries)
    }
    return table
  }

  private static func rootFileSystem(_ table: MountTable) -> Hardware.RootFileSystem? {
    table.entries.last { $0.mountPoint == "/" }.map {
      Hardware.RootFileSystem(
        device: $0.source, fileSystem: $0.fileSystem,
        subvolume: $0.superOption("subvol").map(String.init))
    }
  }

  /// Marks the disk that the live system was started from.
  private static func markMedium(
    _ live: LiveSystem, blocks: BlockDevices, in hardware: inout Hardware
  ) {
    guard let source = live.mediumSource, let name = blocks.kernelName(source) else { return }
    for index in hardware.disks.indices
    where hardware.disks[index].name == name || hardware.disks[index].partitions.contains(name) {
      hardware.disks[index].installationMedium = true
    }
  }

  /// The names of removable disks, the installation medium among them, and of their partitions.
  private static func removable(_ disks: [Hardware.Disk]) -> Set<String> {
    Set(
      disks.filter { $0.removable || $0.installationMedium }
        .flatMap { [$0.name] + $0.partitions })
  }

  // MARK: swap

  private static func swaps(
    _ root: SystemRoot, under target: String, blocks: BlockDevices
  ) -> (swaps: [Hardware.Swap], devices: [String]) {
    var swaps: [Hardware.Swap] = []
    var devices: [String] = []
    let text = root.bytes("/proc/swaps") ?? []
    for line in text.split(separator: UInt8(ascii: "\n")).dropFirst() {
      let words = line.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      guard words.count >= 2, let path = MountTable.unescaped(words[0]) else { continue }
      // Priorities below zero are the kernel's own choice.
      let priority = words.count >= 5 ? Text.decimal(words[4]).flatMap { $0 < 0 ? nil : $0 } : nil
      if words[1].elementsEqual("file".utf8) {
        guard let inside = MountProbe.strip(target, from: path) else { continue }
        var swap = Hardware.Swap(device: inside)
        swap.isFile = true
        swap.priority = priority
        swaps.append(swap)
      } else if let name = blocks.kernelName(path), !name.hasPrefix("zram") {
        devices.append(name)
        var swap = Hardware.Swap(device: blocks.stablePath(name))
        swap.priority = priority
        // A key of its own at each boot: what lies below is the swap, and has no lasting uuid.
        if let device = blocks.stacked[name], device.mapperKind == "CRYPT-PLAIN",
          let slave = device.slaves.first
        {
          swap.device = blocks.stablePath(slave)
          swap.randomEncryption = true
        }
        swaps.append(swap)
      }
    }
    return (swaps.sorted { $0.device < $1.device }, devices)
  }

  // MARK: layers

  private static func stackedDevices(_ blocks: BlockDevices) -> [Hardware.StackedDevice] {
    blocks.stacked.values.sorted { $0.name < $1.name }.map { device in
      var stacked = Hardware.StackedDevice(name: device.name, kind: kind(device))
      stacked.mapperName = device.mapperName
      stacked.slaves = device.slaves.map(blocks.stablePath).sorted()
      return stacked
    }
  }

  private static func kind(_ device: BlockDevices.Device) -> Hardware.StackedDevice.Kind {
    if let level = device.raidLevel { return .raid(level: level.isEmpty ? nil : level) }
    if device.name.hasPrefix("bcache") { return .bcache }
    guard let kind = device.mapperKind else { return .other("unknown") }
    if kind.hasPrefix("CRYPT-LUKS") { return .luks }
    return kind == "LVM" ? .lvm : .other(kind.lowercased())
  }

  /// The containers to open, in the order in which they must be opened.
  private static func luksDevices(
    below devices: [String], blocks: BlockDevices
  ) -> [Hardware.LUKSDevice] {
    var found: [Hardware.LUKSDevice] = []
    for device in devices {
      // What lies lowest is opened first.
      for name in blocks.withEverythingBelow(device).reversed() {
        guard let layer = blocks.stacked[name], layer.mapperKind?.hasPrefix("CRYPT-LUKS") == true,
          let mapperName = layer.mapperName, var slave = layer.slaves.first,
          layer.slaves.count == 1, !found.contains(where: { $0.name == mapperName })
        else { continue }
        // Authenticated encryption puts a layer of its own between container and disk.
        while let below = blocks.stacked[slave], below.mapperKind?.hasPrefix("CRYPT-") == true,
          below.mapperKind?.hasPrefix("CRYPT-LUKS") == false, let next = below.slaves.first
        {
          slave = next
        }
        let isOnLVM = blocks.withEverythingBelow(slave).contains {
          blocks.stacked[$0]?.mapperKind == "LVM"
        }
        found.append(
          Hardware.LUKSDevice(
            name: mapperName, device: blocks.stablePath(slave), onLVM: isOnLVM))
      }
    }
    return found
  }

  /// Open containers that nothing else uses: ZFS does not tell the kernel what its pools lie on.
  private static func unclaimedLUKS(_ blocks: BlockDevices, used: [String]) -> [String] {
    let claimed = Set(
      used.flatMap(blocks.withEverythingBelow) + blocks.stacked.values.flatMap(\.slaves))
    return blocks.stacked.values.filter {
      $0.mapperKind?.hasPrefix("CRYPT-LUKS") == true && !claimed.contains($0.name)
    }.map(\.name).sorted()
  }
}
