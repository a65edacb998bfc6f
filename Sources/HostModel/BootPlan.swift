/// Boot loader, kernel and its parameters.
package struct BootPlan: Sendable, Hashable {
  package enum Loader: Sendable, Hashable {
    case systemdBoot
    /// GRUB in the EFI system partition.
    case grubEFI
    /// GRUB at the start of a disk; nil for the disks of the layout, which disko names.
    case grubDisk(String?)
    case extlinux
    /// systemd-boot with files that are signed for Secure Boot.
    case lanzaboote
    case none
  }

  package enum Kernel: Sendable, Hashable {
    case standard
    case latest
    /// An older or other version, such as `6.12`.
    case version(String)
  }

  package var loader: Decision<Loader>
  /// Whether the firmware's variables may be changed; nil when there are none.
  package var touchesEFI: Bool?
  /// Where the EFI system partition is mounted, unless at /boot.
  package var espMountPoint: String?
  package var generations: Int
  /// Seconds of the menu; nil for the five of NixOS.
  package var timeout: Int?
  package var quiet: Bool
  package var kernel: Decision<Kernel>
  package var parameters: [Decision<String>]
  /// PCI ids that are kept for guests.
  package var passthrough: Decision<[String]>?
}

extension Planner {
  /// The plan without what graphics and llama.cpp add to kernel and parameters.
  mutating func bootPlan(_ storage: StoragePlan) -> BootPlan {
    let loader = loader()
    return BootPlan(
      loader: loader,
      touchesEFI: usesEFI(loader.value) ? answers[.bootTouchEFI] : nil,
      espMountPoint: usesEFI(loader.value) ? espMountPoint() : nil,
      generations: answers[.bootGenerations],
      timeout: answers[.bootTimeout] == 5 ? nil : answers[.bootTimeout],
      quiet: answers[.bootQuiet],
      kernel: kernel(),
      parameters: answers[.bootParameters].map { decision(.bootParameters, $0) }
        + machineIdentity(storage),
      passthrough: passthrough())
  }

  /// With a root in memory /etc/machine-id is new at each start: journald would begin a journal that
  /// it never cleans up, and DHCP ask for another address. The firmware's number stays.
  private func machineIdentity(_ storage: StoragePlan) -> [Decision<String>] {
    let name = "systemd.machine_id="
    guard storage.isRootInMemory,
      !answers[.bootParameters].contains(where: { $0.hasPrefix(name) })
    else { return [] }
    return [
      .rule("\(name)firmware", "/etc is in memory: logs and DHCP know the machine by this number")
    ]
  }

  private func usesEFI(_ loader: BootPlan.Loader) -> Bool {
    loader == .systemdBoot || loader == .grubEFI || loader == .lanzaboote
  }

  private mutating func loader() -> Decision<BootPlan.Loader> {
    let uefi = hardware.firmware.kind == .uefi
    if hardware.isContainer, answers[.bootLoader] != "none" {
      fail(
        "boot-loader-container", [AnswerKey.bootLoader.id],
        "this system is started by its host and has nothing for a boot loader to do",
        fix: "choose \"none\"")
    }
    switch answers[.bootLoader] {
    case "systemd-boot":
      if !uefi {
        fail(
          "boot-loader-firmware", [AnswerKey.bootLoader.id],
          "systemd-boot needs UEFI, but this machine starts by BIOS",
          fix: "choose \"grub\", or switch the firmware to UEFI and install anew")
      }
      return decision(.bootLoader, .systemdBoot)
    case "grub" where uefi: return decision(.bootLoader, .grubEFI)
    case "grub":
      let isLayout = answers[.disksSource] == "disko"
      return decision(.bootLoader, .grubDisk(isLayout ? nil : answers[.bootDevice]))
    case "lanzaboote":
      checkLanzaboote()
      return decision(.bootLoader, .lanzaboote)
    case "extlinux": return decision(.bootLoader, .extlinux)
    default: return decision(.bootLoader, .none)
    }
  }

  private mutating func checkLanzaboote() {
    if hardware.firmware.kind != .uefi {
      fail(
        "boot-loader-firmware", [AnswerKey.bootLoader.id],
        "lanzaboote needs UEFI, but this machine starts by BIOS",
        fix: "choose \"grub\", or switch the firmware to UEFI and install anew")
    }
    remark(
      "lanzaboote-keys", "lanzaboote signs with keys of your own, which are not there yet",
      fix: "`sbctl create-keys` before the first switch, `sbctl enroll-keys --microsoft` after it")
  }

  /// Where the EFI system partition is mounted; /boot, the default of NixOS, is nil.
  private mutating func espMountPoint() -> String? {
    guard answers[.disksSource] == "mounted" else { return nil }
    let places = ["/boot", "/efi", "/boot/efi", "/boot/EFI"]
    let found = places.first { place in
      hardware.mounts.contains { $0.mountPoint == place && $0.fileSystem == "vfat" }
    }
    if found == nil {
      remark(
        "esp-not-mounted",
        "no EFI system partition is mounted, so the boot loader cannot be installed",
        fix: "mount it at /boot and run nixwiz again")
    }
    return found == "/boot" ? nil : found
  }

  private func kernel() -> Decision<BootPlan.Kernel> {
    switch answers[.bootKernel] {
    case "default": decision(.bootKernel, .standard)
    case "latest": decision(.bootKernel, .latest)
    case release.defaultKernel: decision(.bootKernel, .standard)
    case let version: decision(.bootKernel, .version(version))
    }
  }

  /// The ids of the GPUs that vfio-pci holds now, with their other functions: without this the
  /// host's own drivers would take them at the next start.
  private mutating func passthrough() -> Decision<[String]>? {
    let guests = hardware.gpus.filter(\.passedThrough)
    guard !guests.isEmpty else { return nil }
    let addresses = Set(guests.flatMap { [$0.pci.address] + $0.companions })
    var devices = hardware.pciDevices.filter { addresses.contains($0.address) }
    if devices.isEmpty { devices = guests.map(\.pci) }
    let ids = devices.map(\.idText)
    let names = guests.map(\.name).joined(separator: ", ")
    let shared = hardware.pciDevices.contains { device in
      !addresses.contains(device.address) && ids.contains(device.idText)
    }
    if shared {
      remark(
        "passthrough-shared-id",
        "\(names): bound to vfio-pci, but this host has the same device for itself too",
        fix: "bind it by its address in hosts/\(answers[.hostName])/default.nix")
      return nil
    }
    var seen: Set<String> = []
    return .found(
      ids.filter { seen.insert($0).inserted }, "\(names) belongs to a guest, as found: vfio-pci")
  }
}

extension Hardware.PCIDevice {
  /// `10de:2182`.
  var idText: String { Self.hex(vendor) + ":" + Self.hex(device) }

  private static func hex(_ value: Int) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
