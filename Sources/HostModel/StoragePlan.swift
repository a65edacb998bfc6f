/// File systems, disks and what the first stage of booting needs for them.
package struct StoragePlan: Sendable, Hashable {
  package struct FileSystem: Sendable, Hashable {
    package var mountPoint: String
    package var device: String
    package var type: String
    package var options: [String]
    package var stratisPool: String?
  }

  /// The machine that this host is a guest of, as far as NixOS has something for it.
  package enum Guest: String, Sendable, Hashable {
    case qemu, virtualbox, vmware, hyperv, parallels, xen, nspawn, lxc, wsl
    /// LXC as Proxmox VE runs it, which writes the container's network and starts it its own way.
    case proxmox
    /// Docker, Podman and the like.
    case container

    /// Whether it runs on the host's kernel and network as they are; WSL has ways of its own.
    package var isContainer: Bool { [.nspawn, .lxc, .proxmox, .container].contains(self) }
  }

  package struct Swap: Sendable, Hashable {
    package var device: String
    package var priority: Int?
    package var randomEncryption: Bool
  }

  package enum Microcode: String, Sendable, Hashable {
    case intel, amd
  }

  package var source: Decision<String>
  /// What disko makes; nil when the file systems are there already.
  package var layout: LayoutPlan?
  /// Whether / is empty at each start.
  package var isRootInMemory: Bool { layout?.rootInMemory ?? false }
  package var fileSystems: [FileSystem]
  package var encrypted: [Hardware.LUKSDevice]
  package var swaps: [Swap]
  package var zram: Decision<Bool>
  /// The swap that the machine resumes from, unless the layout knows it.
  package var resumeDevice: String?
  package var tmpInMemory: Bool
  /// Whether mdadm watches over arrays, those found or those that disko makes.
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
  /// Firmware of Wi-Fi cards that `enableRedistributableFirmware` does not bring.
  package var wirelessFirmware: Set<WirelessFirmware>

  package enum WirelessFirmware: String, Sendable, Hashable {
    case broadcom43xx, b43, intel2200

    /// The unfree package that it is.
    package var unfree: String? { self == .b43 ? "b43-firmware" : nil }
  }
}

extension Planner {
  /// What the Wi-Fi cards need, as far as the licence is wanted.
  private mutating func wirelessFirmware() -> Set<StoragePlan.WirelessFirmware> {
    let needed = hardware.wirelessFirmware
    guard answers[.unfree] == "none" else { return needed }
    if needed.contains(where: { $0.unfree != nil }) {
      remark(
        "unfree-wireless", "the firmware of the Broadcom Wi-Fi card is unfree: it will not work",
        fix: "choose nix.unfree = \"named\", or connect by cable")
    }
    return needed.filter { $0.unfree == nil }
  }

  mutating func storagePlan() -> StoragePlan {
    let bareMetal = !hardware.virtualisation.guest
    let mounted = answers[.disksSource] == "mounted"
    // A container gets its file systems from its host.
    let isContainer = hardware.isContainer
    let layout = layoutPlan()
    if mounted, hardware.systemMount == nil, !isContainer {
      fail(
        "not-mounted", [AnswerKey.disksSource.id],
        "disks.source is \"mounted\", but no root file system is mounted",
        fix: "mount it and run nixwiz again, or choose \"labels\" or \"disko\"")
    }
    checkKernelForZFS()
    return StoragePlan(
      source: decision(.disksSource, answers[.disksSource]),
      layout: layout,
      fileSystems: isContainer || layout != nil
        ? [] : mounted ? mountedFileSystems() : labelledFileSystems(),
      encrypted: mounted ? hardware.luksDevices : [],
      swaps: answers[.disksSwap] == "found" && !isContainer ? swaps() : [],
      zram: decision(.disksSwap, answers[.disksSwap] == "zram"),
      resumeDevice: mounted && answers[.disksHibernate] ? resumeDevice() : nil,
      tmpInMemory: answers[.disksTmpfs],
      raid: layout.map { !$0.arrays.isEmpty } ?? (mounted && hardware.softwareRAID),
      // An id outlives the pools in answers.nix, so that they find it when they come back.
      zfsHostID: DefaultContext(hardware: hardware, answers: answers).usesZFS
        && !answers[.disksHostID].isEmpty
        ? decision(.disksHostID, answers[.disksHostID]) : nil,
      initrdAvailableModules: initrdAvailableModules(),
      initrdModules: isContainer ? [] : hardware.initrdKernelModules,
      kernelModules: isContainer ? [] : hardware.kernelModules,
      firmware: bareMetal,
      microcode: bareMetal ? microcode() : nil,
      guest: guest(),
      guestAgent: hardware.dmi.systemVendor == "QEMU",
      intelNPU: hardware.hasIntelNPU,
      wirelessFirmware: wirelessFirmware())
  }

  /// The modules of ZFS build for kernels up to a limit, which lies weeks behind the newest.
  private mutating func checkKernelForZFS() {
    guard DefaultContext(hardware: hardware, answers: answers).usesZFS else { return }
    let kernel = answers[.bootKernel]
    let limit = Release.newestKernelForZFS
    var isNewer = kernel == "latest"
    if let version = KernelVersion(kernel), let newest = KernelVersion(limit) {
      isNewer = version > newest
    }
    guard isNewer else { return }
    fail(
      "kernel-for-zfs", [AnswerKey.bootKernel.id, AnswerKey.disksSource.id],
      "ZFS supports Linux \(limit) at most, and boot.kernel is \"\(kernel)\"",
      fix: "leave boot.kernel at its default")
  }

  private func initrdAvailableModules() -> [String] {
    if hardware.isContainer { return [] }
    var modules = Set(hardware.initrdAvailableKernelModules.filter { !$0.hasPrefix("vfio") })
    // Drivers of Xen's devices, which have no PCI address to be found by.
    if guest()?.value == .xen {
      modules.formUnion(["xen-blkfront", "xen-kbdfront", "xen-netfront", "xen-scsifront"])
    }
    return modules.sorted()
  }

  private func swaps() -> [StoragePlan.Swap] {
    hardware.swaps.filter { !$0.device.hasPrefix("/dev/zram") }.map {
      StoragePlan.Swap(
        device: $0.device, priority: $0.priority, randomEncryption: $0.randomEncryption)
    }
  }

  private func mountedFileSystems() -> [StoragePlan.FileSystem] {
    var seen: Set<String> = []
    return hardware.mounts.filter { seen.insert($0.mountPoint).inserted }.map { mount in
      var options = mount.options
      if mount.fileSystem == "zfs", answers[.disksZFS] == "zfsutil", !options.contains("zfsutil") {
        options.append("zfsutil")
      }
      return StoragePlan.FileSystem(
        mountPoint: mount.mountPoint, device: mount.device, type: mount.fileSystem,
        options: options, stratisPool: mount.stratisPool)
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
    let hasVirtio = hardware.pciDevices.contains { $0.vendor == 0x1af4 }
    if type == "microsoft", hasVirtio {
      return .found(.qemu, "KVM with Hyper-V's interface: its devices are virtio's")
    }
    let guest: StoragePlan.Guest? =
      switch type {
      case "kvm", "qemu", "bochs": .qemu
      case "oracle": .virtualbox
      case "vmware": .vmware
      case "microsoft": .hyperv
      case "parallels": .parallels
      case "xen": .xen
      // Before its Nitro machines Amazon's were Xen's.
      case "amazon" where hardware.disks.contains { $0.transport == "xen" }: .xen
      // Nitro has devices of its own, whose drivers NixOS loads anyway.
      case "amazon": nil
      case "systemd-nspawn": .nspawn
      // The kernel of the host is Proxmox VE's own; nothing else in the container tells.
      case "lxc" where hardware.kernelRelease?.hasSuffix("-pve") == true: .proxmox
      case "lxc", "lxc-libvirt": .lxc
      case "wsl": .wsl
      // Google's, Apple's, bhyve and others that have virtio's devices want the same drivers.
      default: hardware.isContainer ? .container : hasVirtio ? .qemu : nil
      }
    return guest.map { .found($0, hardware.virtualisation.evidence ?? "a guest of \(type)") }
  }
}
