/// File systems, disks and what the first stage of booting needs for them.
package struct StoragePlan: Sendable, Hashable {
  package struct FileSystem: Sendable, Hashable {
    package var mountPoint: String
    package var device: String
    package var type: String
    package var options: [String]
  }

  package enum Guest: String, Sendable, Hashable {
    case qemu, virtualbox, vmware, hyperv, parallels, nspawn
  }

  package enum Microcode: String, Sendable, Hashable {
    case intel, amd
  }

  package var source: Decision<String>
  /// What disko makes; nil when the file systems are there already.
  package var layout: LayoutPlan?
  package var fileSystems: [FileSystem]
  package var encrypted: [Hardware.LUKSDevice]
  package var swapDevices: [String]
  package var zram: Decision<Bool>
  /// The swap that the machine resumes from, unless the layout knows it.
  package var resumeDevice: String?
  package var tmpInMemory: Bool
  package var raid: Bool
  package var zfsHostID: Decision<String>?
  package var initrdAvailableModules: [String]
  package var initrdModules: [String]
  package var kernelModules: [String]
  package var firmware: Bool
  package var microcode: Decision<Microcode>?
  package var guest: Decision<Guest>?
  /// Whether QEMU's guest agent is of use.
  package var guestAgent: Bool
  package var intelNPU: Bool
}

extension Planner {
  mutating func storagePlan() -> StoragePlan {
    let bareMetal = !hardware.virtualisation.guest
    let mounted = answers[.disksSource] == "mounted"
    let layout = layoutPlan()
    if mounted, !hardware.mounts.contains(where: { $0.mountPoint == "/" }), !hardware.isContainer {
      fail(
        "not-mounted", [AnswerKey.disksSource.id],
        "disks.source is \"mounted\", but no root file system is mounted",
        fix: "mount it and run nixwiz again, or choose \"labels\" or \"disko\"")
    }
    return StoragePlan(
      source: decision(.disksSource, answers[.disksSource]),
      layout: layout,
      fileSystems: mounted
        ? mountedFileSystems() : layout == nil ? labelledFileSystems() : [],
      encrypted: mounted ? hardware.luksDevices : [],
      swapDevices: answers[.disksSwap] == "found"
        ? hardware.swaps.map(\.device).filter { !$0.hasPrefix("/dev/zram") } : [],
      zram: decision(.disksSwap, answers[.disksSwap] == "zram"),
      resumeDevice: mounted && answers[.disksHibernate] ? resumeDevice() : nil,
      tmpInMemory: answers[.disksTmpfs],
      raid: mounted && hardware.softwareRAID,
      zfsHostID: answers[.disksHostID].isEmpty
        ? nil : decision(.disksHostID, answers[.disksHostID]),
      initrdAvailableModules: hardware.initrdAvailableKernelModules.filter {
        !$0.hasPrefix("vfio")
      },
      initrdModules: hardware.initrdKernelModules,
      kernelModules: hardware.kernelModules,
      firmware: bareMetal,
      microcode: bareMetal ? microcode() : nil,
      guest: guest(),
      guestAgent: hardware.dmi.systemVendor == "QEMU",
      intelNPU: hardware.pciDevices.contains {
        $0.vendor == 0x8086 && Self.intelNPUs.contains($0.device)
      })
  }

  /// Devices that the kernel's ivpu driver takes.
  private static let intelNPUs: Set<Int> = [0x7d1d, 0xad1d, 0x643e, 0xb03e, 0xfd3e]

  private func mountedFileSystems() -> [StoragePlan.FileSystem] {
    var seen: Set<String> = []
    return hardware.mounts.filter { seen.insert($0.mountPoint).inserted }.map { mount in
      StoragePlan.FileSystem(
        mountPoint: mount.mountPoint, device: mount.device, type: mount.fileSystem,
        options: mount.options)
    }
  }

  private func labelledFileSystems() -> [StoragePlan.FileSystem] {
    var out = [
      StoragePlan.FileSystem(
        mountPoint: "/", device: answers[.disksRoot], type: answers[.disksRootFileSystem],
        options: [])
    ]
    if hardware.firmware.kind == .uefi {
      out.append(
        StoragePlan.FileSystem(
          mountPoint: "/boot", device: answers[.disksESP], type: "vfat",
          options: ["fmask=0077", "dmask=0077"]))
    }
    return out
  }

  /// The swap partition in use; one with a new key at each start cannot be read back.
  private mutating func resumeDevice() -> String? {
    let found = hardware.swaps.first { !$0.isFile && !$0.randomEncryption }
    if found == nil {
      fail(
        "hibernation-swap", [AnswerKey.disksHibernate.id, AnswerKey.disksSwap.id],
        "no swap partition is in use that the machine could resume from",
        fix: "make one, switch it on with swapon, and run nixwiz again")
    }
    return found?.device
  }

  private func microcode() -> Decision<StoragePlan.Microcode>? {
    switch hardware.cpu.vendor {
    case .intel: .found(.intel, "an Intel processor on real hardware")
    case .amd: .found(.amd, "an AMD processor on real hardware")
    case .arm, .other: nil
    }
  }

  private func guest() -> Decision<StoragePlan.Guest>? {
    let type = hardware.virtualisation.type
    let guest: StoragePlan.Guest? =
      switch type {
      case "kvm", "qemu", "bochs": .qemu
      case "oracle": .virtualbox
      case "vmware": .vmware
      case "microsoft": .hyperv
      case "parallels": .parallels
      case "systemd-nspawn": .nspawn
      default: nil
      }
    return guest.map { .found($0, hardware.virtualisation.evidence ?? "a guest of \(type)") }
  }
}
