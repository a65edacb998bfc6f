/// What follows from the facts alone, without any answer of the user.
extension Hardware.PCIDevice {
  /// A display controller, or an accelerator that renders and computes like one.
  ///
  /// Class 03 in all its sub-classes: VGA (0300), 3D without outputs (0302, data centre cards and
  /// laptops), other display (0380, many APUs). Class 1200, processing accelerator, is a GPU for AMD's
  /// Instinct, but an NPU for Intel. Class 0001 is VGA before PCI 2.0.
  package var isDisplay: Bool {
    guard let classCode else { return false }
    if classCode >> 16 == 0x03 || classCode >> 8 == 0x0001 { return true }
    return classCode >> 8 == 0x1200 && vendor == 0x1002
  }
}

extension Hardware {
  /// The option that keeps the processor's microcode up to date; nil in guests, whose host does it.
  package var microcodeOption: String? {
    guard !virtualisation.guest else { return nil }
    switch cpu.vendor {
    case .intel: return "hardware.cpu.intel.updateMicrocode"
    case .amd: return "hardware.cpu.amd.updateMicrocode"
    case .arm, .other: return nil
    }
  }

  // MARK: NVIDIA

  /// One driver for all NVIDIA cards of the host.
  package struct NVIDIADriver: Sendable, Hashable {
    /// Attribute of `boot.kernelPackages.nvidiaPackages`; nil when none serves all cards.
    package var branch: String?
    /// Whether the open kernel modules are right; nil without a branch.
    package var open: Bool?
    /// Why no branch serves all cards.
    package var conflict: String?
    /// The branch does not build for this kernel and later ones.
    package var kernelBelow: String?
    /// Compute capabilities of all cards, ascending, each once.
    package var cudaCapabilities: [String] = []

    package init() {}
  }

  /// Nil when the host has no NVIDIA card of its own.
  package var nvidiaDriver: NVIDIADriver? {
    let gpus = ownGPUs.filter { $0.vendor == .nvidia }
    guard !gpus.isEmpty else { return nil }
    let cards = gpus.compactMap { gpu -> (name: String, model: NVIDIAModel)? in
      if case .nvidia(let model)? = gpu.model { (gpu.name, model) } else { nil }
    }
    var driver = NVIDIADriver()
    driver.cudaCapabilities = Set(cards.compactMap(\.model.computeCapability)).sorted {
      Self.versionKey($0).lexicographicallyPrecedes(Self.versionKey($1))
    }
    // A card that needs an old branch binds all others to it, if that branch knows them.
    let bound = cards.compactMap { card in
      card.model.nixpkgsAttribute.flatMap(NVIDIABranch.init).map { (card.name, $0) }
    }.min { $0.1.age > $1.1.age }
    guard let (oldest, branch) = bound else { return driver }
    if let refused = cards.first(where: {
      !branch.drives($0.model, beside: cards.map(\.model))
    }) {
      driver.conflict =
        "no driver serves all cards: \(oldest) ends with \(branch.rawValue), "
        + "\(refused.name) needs another"
      return driver
    }
    driver.branch = branch.rawValue
    driver.open = branch.hasOpenModule && cards.allSatisfy(\.model.openKernelModule)
    // The first of the kernels of nixpkgs that the branch is marked broken for.
    driver.kernelBelow = branch.brokenFrom
    return driver
  }

  private static func versionKey(_ version: String) -> [Int] {
    version.split(separator: ".").map { Int($0) ?? 0 }
  }

  // MARK: AMD

  /// The instruction sets of the host's AMD GPUs.
  package struct AMDTargets: Sendable, Hashable {
    /// All of them, sorted.
    package var gfxTargets: [String] = []
    /// Those that nixpkgs builds ROCm for.
    package var rocmTargets: [String] = []

    package init() {}
  }

  /// Nil when the host has no AMD GPU of its own.
  package var amdTargets: AMDTargets? {
    let gpus = ownGPUs.filter { $0.vendor == .amd }
    guard !gpus.isEmpty else { return nil }
    let models = gpus.compactMap { gpu -> AMDModel? in
      if case .amd(let model)? = gpu.model { model } else { nil }
    }
    var targets = AMDTargets()
    targets.gfxTargets = Set(models.compactMap(\.gfxTarget)).sorted()
    targets.rocmTargets = Set(models.filter { $0.rocm == .target }.compactMap(\.gfxTarget)).sorted()
    return targets
  }

  // MARK: PRIME

  /// The bus ids of a laptop with two GPUs, as `hardware.nvidia.prime` names them.
  package struct PRIME: Sendable, Hashable {
    /// `intelBusId` or `amdgpuBusId`.
    package var integratedOption: String
    package var integratedBusID: String
    package var nvidiaBusID: String

    package init(integratedOption: String, integratedBusID: String, nvidiaBusID: String) {
      self.integratedOption = integratedOption
      self.integratedBusID = integratedBusID
      self.nvidiaBusID = nvidiaBusID
    }
  }

  /// Nil unless this is a laptop with one integrated GPU and an NVIDIA card: a desktop whose
  /// processor also has graphics renders on the card that the display hangs on.
  package var prime: PRIME? {
    guard dmi.laptop, let card = ownGPUs.first(where: { $0.vendor == .nvidia }) else { return nil }
    let integrated = ownGPUs.filter {
      ($0.vendor == .intel || $0.vendor == .amd) && $0.discrete != true
    }
    guard integrated.count == 1, let gpu = integrated.first else { return nil }
    return PRIME(
      integratedOption: gpu.vendor == .intel ? "intelBusId" : "amdgpuBusId",
      integratedBusID: gpu.busID, nvidiaBusID: card.busID)
  }

  // MARK: settings of NixOS that follow from a device

  /// The firmware of Wi-Fi cards for which NixOS has a switch of its own.
  package var wirelessFirmware: Set<StoragePlan.WirelessFirmware> {
    var needed: Set<StoragePlan.WirelessFirmware> = []
    if has(0x14e4, Self.broadcom43xx) { needed.insert(.broadcom43xx) }
    if has(0x14e4, Self.b43) { needed.insert(.b43) }
    if has(0x8086, [0x1043, 0x104f, 0x4220, 0x4221, 0x4223, 0x4224]) { needed.insert(.intel2200) }
    // That of Intel's 3945ABG is redistributable, and the switch of old has gone.
    return needed
  }

  private static let broadcom43xx: Set<Int> = [
    0x43a3, 0x43df, 0x43ec, 0x43d3, 0x43d9, 0x43e9, 0x43ba, 0x43bb, 0x43bc, 0xaa52, 0x43ca,
    0x43cb, 0x43cc, 0x43c3, 0x43c4, 0x43c5,
  ]

  /// Cards that the kernel's driver b43 drives, of 2003 to 2012 (the last in Macs): their firmware is
  /// cut out of a driver of Broadcom's. 4313, 43224 and 43225 have one in linux-firmware, 4352 and
  /// 4360 no driver that still builds.
  private static let b43: Set<Int> = [
    0x4306, 0x4307, 0x4311, 0x4312, 0x4315, 0x4318, 0x4319, 0x4320, 0x4321, 0x4322, 0x4324,
    0x4325, 0x4328, 0x4329, 0x432b, 0x432c, 0x4331, 0x4350, 0x4351, 0x4358, 0x4359,
  ]

  /// `hardware.cpu.intel.npu.enable`: the ids of the kernel's ivpu driver.
  package var hasIntelNPU: Bool { has(0x8086, [0xfd3e, 0x7d1d, 0xad1d, 0x643e, 0xb03e]) }

  /// AMD's XDNA, whose driver amdxdna is the kernel's own from 6.14 on.
  package var hasAMDNPU: Bool { has(0x1022, [0x1502, 0x17f0]) }

  /// `hardware.ipu6.platform`: the generation of Intel's camera processor. That it is there does not
  /// say that a camera hangs on it.
  package var cameraPlatform: String? {
    let platforms = [
      0x9a19: "ipu6", 0x465d: "ipu6ep", 0x462e: "ipu6ep", 0xa75d: "ipu6ep", 0x7d19: "ipu6epmtl",
    ]
    return pciDevices.lazy.filter { $0.vendor == 0x8086 }.compactMap { platforms[$0.device] }.first
  }

  private func has(_ vendor: Int, _ devices: Set<Int>) -> Bool {
    pciDevices.contains { $0.vendor == vendor && devices.contains($0.device) }
  }
}
