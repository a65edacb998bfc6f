/// What plans and defaults ask of a machine.
extension Hardware {
  /// GPUs that belong to this host: those bound to vfio-pci are a guest's.
  package var ownGPUs: [GPU] { gpus.filter { !$0.passedThrough } }

  /// NVIDIA GPUs of this host with their models.
  package var nvidiaGPUs: [(gpu: GPU, model: NVIDIAModel)] {
    ownGPUs.compactMap { gpu in
      if case .nvidia(let model) = gpu.model { (gpu, model) } else { nil }
    }
  }

  /// AMD GPUs of this host with their models.
  package var amdGPUs: [(gpu: GPU, model: AMDModel)] {
    ownGPUs.compactMap { gpu in
      if case .amd(let model) = gpu.model { (gpu, model) } else { nil }
    }
  }

  /// Intel GPUs of this host with their models.
  package var intelGPUs: [(gpu: GPU, model: IntelModel)] {
    ownGPUs.compactMap { gpu in
      if case .intel(let model) = gpu.model { (gpu, model) } else { nil }
    }
  }

  /// Whether a GPU of this vendor is there, with or without a known model.
  package func hasGPU(_ vendor: GPU.Vendor) -> Bool { ownGPUs.contains { $0.vendor == vendor } }

  /// Whether it is a Jetson, whose GPU is on no bus: by its name, or by the bridges of its
  /// processor, which nothing else on aarch64 has without an NVIDIA card.
  package var isJetson: Bool {
    guard system == "aarch64-linux", !hasGPU(.nvidia) else { return false }
    return dmi.productName?.contains("Jetson") ?? false
      || pciDevices.contains { $0.vendor == 0x10de && ($0.classCode ?? 0) >> 16 == 0x06 }
  }

  /// Whether it is a Mac with a processor of Apple's own, and not a guest on one.
  package var isAppleSilicon: Bool {
    system == "aarch64-linux" && !virtualisation.guest
      && [dmi.systemVendor, dmi.productName].contains { $0?.hasPrefix("Apple") ?? false }
  }

  /// Whether someone sits in front of it: a portable or desktop chassis with a display on a GPU
  /// that is neither a management controller nor virtual.
  package var hasUserInFront: Bool {
    guard !virtualisation.guest, dmi.laptop || Self.deskChassis.contains(dmi.chassisType ?? 0)
    else {
      return false
    }
    let drawing = ownGPUs.filter { $0.vendor != .other }.map(\.pci.address)
    if dmi.laptop { return !drawing.isEmpty }
    return drmCards.contains { card in
      !card.connected.isEmpty && drawing.contains { $0 == card.address }
    }
  }

  /// Desktop, low profile, pizza box, mini tower, tower, all in one, space saving, lunch box, mini
  /// PC and stick PC of SMBIOS.
  private static let deskChassis: Set<Int> = [3, 4, 5, 6, 7, 13, 15, 16, 35, 36]

  /// The mount that shows that the mounted file systems are those of the system to be configured:
  /// a disk at `/`, or at `/nix` below a root in memory. Nil on a live system without a target.
  package var systemMount: Mount? {
    let real = mounts.filter { !Self.memoryFileSystems.contains($0.fileSystem) }
    if let root = real.first(where: { $0.mountPoint == "/" }) { return root }
    if operatingSystem.live { return nil }
    return real.first { $0.mountPoint == "/nix" }
  }

  private static let memoryFileSystems: Set<String> = ["tmpfs", "ramfs", "overlay", "squashfs"]

  /// The disk that a partition such as `/dev/sda2` or a whole disk belongs to.
  package func disk(holding device: String) -> Disk? {
    let name = device.split(separator: "/").last.map(String.init) ?? device
    return disks.first { $0.name == name || $0.partitions.contains(name) }
  }

  /// Whether the kernel is that of another system.
  package var isContainer: Bool { Self.containers.contains(virtualisation.type) }

  private static let containers: Set<String> = [
    "systemd-nspawn", "lxc", "lxc-libvirt", "docker", "podman", "rkt", "wsl", "openvz", "proot",
    "pouch", "container-other",
  ]

  /// Disks that a system can be put on: fixed, no optical drive, not the installation medium. Those
  /// on USB come last: they are seldom meant when there are others.
  package var systemDisks: [Disk] {
    let fixed = disks.filter { disk in
      !disk.removable && !disk.installationMedium && disk.transport != "optical"
        && disk.sizeBytes != 0
    }
    return fixed.filter { $0.transport != "usb" } + fixed.filter { $0.transport == "usb" }
  }
}

extension Hardware.GPU {
  /// The name on the box, when the table tells the products of one chip apart.
  package var productName: String {
    if case .amd(let model) = model, let marketing = model.marketingName { return marketing }
    return name
  }
}
