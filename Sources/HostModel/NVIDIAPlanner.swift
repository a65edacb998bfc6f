extension Planner {
  /// NVIDIA's driver for the cards of the host; nil when nouveau drives them or nothing does.
  mutating func nvidiaPlan(boot: inout BootPlan) -> NVIDIAPlan? {
    let cards = hardware.nvidiaGPUs
    guard hardware.hasGPU(.nvidia) else { return nil }
    guard let branch = branch(for: cards.map(\.model)) else { return nil }
    checkKernel(of: branch.value, boot: &boot)
    let driven = cards.filter { branch.value.drives($0.model, beside: cards.map(\.model)) }
    reportUnused(cards, driven, branch.value)
    let open = openModule(branch.value, driven.map(\.model))
    let hybrid = hybrid(driven.map(\.gpu), by: branch.value)
    let capabilities = Set(driven.compactMap(\.model.computeCapability))
    return NVIDIAPlan(
      branch: branch, open: open, datacenter: hasNVSwitch,
      powerManagement: able(.nvidiaPowerManagement, .powerManagement, branch.value),
      finegrained: hybrid?.mode.value == .offload && hardware.dmi.laptop
        && driven.allSatisfy { $0.model.newestBranch == "current" },
      settings: answers[.nvidiaSettings], persistenced: answers[.nvidiaPersistenced],
      dynamicBoost: able(.nvidiaDynamicBoost, .dynamicBoost, branch.value),
      containers: answers[.nvidiaContainers],
      hybrid: hybrid,
      capabilities: capabilities.sorted { left, right in
        guard let left = CUDACapability(left), let right = CUDACapability(right) else {
          return left < right
        }
        return left < right
      })
  }

  /// A bridge of NVIDIA's is an NVSwitch, for which the driver needs the fabric manager.
  private var hasNVSwitch: Bool {
    hardware.pciDevices.contains { $0.vendor == 0x10de && ($0.classCode ?? 0) >> 8 == 0x0680 }
  }

  // MARK: Branch

  private mutating func branch(
    for models: [Hardware.NVIDIAModel]
  ) -> Decision<NVIDIABranch>? {
    let explicit = answers[.graphicsDriver] == "nvidia"
    if answers[.unfree] == "none" {
      if explicit {
        fail(
          "unfree-driver", [AnswerKey.graphicsDriver.id, AnswerKey.unfree.id],
          "NVIDIA's driver is unfree, but nix.unfree is \"none\"",
          fix: "choose nix.unfree = \"named\", or graphics.driver = \"nouveau\"")
      }
      return nil
    }
    if answers[.nvidiaBranch] != "auto", let branch = NVIDIABranch(rawValue: answers[.nvidiaBranch])
    {
      return chosen(branch, for: models)
    }
    guard let branch = newestBranch(for: models) else {
      let unknown = hardware.ownGPUs.filter { $0.vendor == .nvidia && $0.model == nil }
      if !unknown.isEmpty {
        remark(
          "unknown-card", "\(names(unknown)) is in no table, so the free driver is planned for it",
          fix: "choose graphics.nvidia.branch if you know which drives it")
      }
      if explicit {
        fail(
          "card-without-driver", [AnswerKey.graphicsDriver.id],
          "no driver of NVIDIA's in nixpkgs drives \(names(hardware.nvidiaGPUs.map(\.gpu)))",
          fix: "choose \"nouveau\" or \"auto\"")
      }
      return nil
    }
    guard branch.value.needsLicense, !answers[.nvidiaLicense] else { return branch }
    if explicit { failLicense(branch.value) } else { remarkLicense(branch) }
    return nil
  }

  private mutating func chosen(
    _ branch: NVIDIABranch, for models: [Hardware.NVIDIAModel]
  ) -> Decision<NVIDIABranch> {
    if !models.isEmpty, !models.contains(where: { branch.drives($0) }) {
      let best = newestBranch(for: models)?.value.rawValue
      fail(
        "branch-without-card", [AnswerKey.nvidiaBranch.id],
        "the branch \(branch.rawValue) does not drive \(names(hardware.nvidiaGPUs.map(\.gpu)))",
        fix: best.map { "choose \"\($0)\" or \"auto\"" } ?? "choose graphics.driver = \"nouveau\"")
    }
    if branch.needsLicense, !answers[.nvidiaLicense] { failLicense(branch) }
    return decision(.nvidiaBranch, branch)
  }

  /// The branch that drives most of the cards, newest first. A card before Turing takes the branch
  /// 580 for all, unless a card needs the open module, which 580 has not for the older one.
  private func newestBranch(
    for models: [Hardware.NVIDIAModel]
  ) -> Decision<NVIDIABranch>? {
    let branches = Set(models.map { $0.newestBranch ?? "none" })
    let chips = { (branch: String) -> String in
      let chips = models.filter { $0.newestBranch == branch }.map { model in
        model.architecture.map { "\(model.chip) (\($0))" } ?? model.chip
      }
      return Set(chips).sorted().joined(separator: ", ")
    }
    if branches.contains("current") {
      if branches.contains("580"), !models.contains(where: \.openRequired) {
        return .found(
          .legacy580, "590 and later do not drive \(chips("580")), 580 drives all cards")
      }
      return .found(.production, "\(chips("current")) is driven by the current branch")
    }
    if branches.contains("580") {
      return .found(.legacy580, "580 is the last branch that drives \(chips("580"))")
    }
    if branches.contains("470") {
      return .found(.legacy470, "470 is the last branch that drives \(chips("470"))")
    }
    if branches.contains("390") {
      return .found(.legacy390, "390 is the last branch that drives \(chips("390"))")
    }
    for branch in ["340", "367"] where branches.contains(branch) {
      return .found(.legacy340, "340 is the last branch that drives \(chips(branch))")
    }
    return nil
  }

  private mutating func failLicense(_ branch: NVIDIABranch) {
    fail(
      "nvidia-license",
      [
        AnswerKey.nvidiaLicense.id, AnswerKey.nvidiaBranch.id,
        AnswerKey.graphicsDriver.id,
      ],
      "the branch \(branch.rawValue) needs your yes to NVIDIA's licence",
      fix: "read it at https://www.nvidia.com/content/DriverDownload-March2009/licence.php and set "
        + "graphics.nvidia.acceptLicense = true, or choose graphics.driver = \"nouveau\"")
  }

  private mutating func remarkLicense(_ branch: Decision<NVIDIABranch>) {
    remark(
      "nouveau-for-old-card",
      "\(branch.reason), and needs your yes to a licence: nouveau is used, which cannot compute",
      fix: "set graphics.nvidia.acceptLicense = true for NVIDIA's driver")
  }

  private mutating func reportUnused(
    _ cards: [(gpu: Hardware.GPU, model: Hardware.NVIDIAModel)],
    _ driven: [(gpu: Hardware.GPU, model: Hardware.NVIDIAModel)], _ branch: NVIDIABranch
  ) {
    let unused = cards.filter { card in
      !driven.contains { $0.gpu.pci.address == card.gpu.pci.address }
    }
    guard !unused.isEmpty else { return }
    remark(
      "card-not-driven",
      "no driver serves all NVIDIA cards: \(names(driven.map(\.gpu))) by \(branch.rawValue), "
        + "while \(names(unused.map(\.gpu))) stays unused",
      fix: "choose another graphics.nvidia.branch, or give the older card to a guest by vfio-pci")
  }

  // MARK: Module and kernel

  private mutating func openModule(
    _ branch: NVIDIABranch, _ models: [Hardware.NVIDIAModel]
  ) -> Decision<Bool> {
    let closedOnly = models.filter { !$0.openKernelModule }
    let openOnly = models.filter(\.openRequired)
    let possible = branch.hasOpenModule && closedOnly.isEmpty
    switch answers[.nvidiaModule] {
    case "open":
      if !possible {
        let chips = Set(closedOnly.map(\.chip)).sorted().joined(separator: ", ")
        fail(
          "open-module", [AnswerKey.nvidiaModule.id],
          branch.hasOpenModule
            ? "the open kernel module does not drive \(chips)"
            : "the branch \(branch.rawValue) has no open kernel module",
          fix: "choose \"auto\" or \"closed\"")
      }
      return decision(.nvidiaModule, true)
    case "closed":
      if let model = openOnly.first {
        fail(
          "closed-module", [AnswerKey.nvidiaModule.id],
          "\(model.chip) works with the open kernel module only", fix: "choose \"auto\" or \"open\""
        )
      }
      return decision(.nvidiaModule, false)
    default: break
    }
    if !branch.hasOpenModule { return .rule(false, "\(branch.rawValue) has no open modules") }
    guard let old = closedOnly.first else {
      return .found(true, "all cards are of Turing or later")
    }
    return .found(false, "\(old.chip) is older than Turing, which the open module begins with")
  }

  /// The kernel that the branch builds for.
  private mutating func checkKernel(of branch: NVIDIABranch, boot: inout BootPlan) {
    guard let newest = branch.newestKernel, let limit = KernelVersion(newest) else { return }
    let chosen: String? =
      switch boot.kernel.value {
      case .standard: isAnswered(.bootKernel) ? release.defaultKernel : nil
      case .latest: release.kernels.last
      case .version(let version): version
      }
    guard let chosen else {
      boot.kernel = .rule(
        .version(newest), "the driver branch \(branch.rawValue) is broken on newer kernels")
      return
    }
    guard let version = KernelVersion(chosen), version > limit else { return }
    fail(
      "kernel-for-driver", [AnswerKey.bootKernel.id, AnswerKey.nvidiaBranch.id],
      "the driver branch \(branch.rawValue) does not build for Linux \(chosen)",
      fix: "choose boot.kernel = \"\(newest)\"")
  }

  /// A choice that old branches cannot follow: an error where it was asked for, else off.
  private mutating func able(
    _ key: AnswerKey<Bool>, _ ability: NVIDIABranch.Ability, _ branch: NVIDIABranch
  ) -> Bool {
    guard answers[key], !branch.has(ability) else { return answers[key] }
    if isAnswered(key) {
      fail(
        "branch-too-old", [key.id, AnswerKey.nvidiaBranch.id],
        "the branch \(branch.rawValue) is older than \(ability.rawValue), with which this came",
        fix: "set \(key.id) = false")
    }
    return false
  }

  // MARK: Hybrid graphics

  private mutating func hybrid(
    _ cards: [Hardware.GPU], by branch: NVIDIABranch
  ) -> NVIDIAPlan.Hybrid? {
    let wanted = answers[.prime]
    let intel = hardware.ownGPUs.first { $0.vendor == .intel && $0.discrete != true }
    let amd = hardware.ownGPUs.first { $0.vendor == .amd && $0.discrete != true }
    let mode: Decision<NVIDIAPlan.Prime>
    switch NVIDIAPlan.Prime(rawValue: wanted) {
    case let explicit?:
      if explicit != .sync, !branch.has(.offload) {
        fail(
          "branch-too-old", [AnswerKey.prime.id, AnswerKey.nvidiaBranch.id],
          "the branch \(branch.rawValue) is older than 435, with which offloading came",
          fix: "choose graphics.prime = \"sync\", or graphics.driver = \"nouveau\"")
      }
      mode = decision(.prime, explicit)
    case nil where wanted == "auto" && hardware.dmi.laptop && !branch.has(.offload):
      guard intel != nil || amd != nil, branch.has(.sync) else { return nil }
      mode = .found(.sync, "\(branch.rawValue) cannot offload: the NVIDIA card draws everything")
    case nil where wanted == "auto" && hardware.dmi.laptop && (intel != nil || amd != nil):
      mode = .found(.offload, "a laptop with two GPUs: the small one draws and saves power")
    case nil: return nil
    }
    guard let card = cards.first, intel != nil || amd != nil else {
      fail(
        "prime-without-pair", [AnswerKey.prime.id],
        "hybrid graphics needs graphics in the processor beside the NVIDIA card",
        fix: "choose \"off\", or turn the processor's graphics on in the firmware")
      return nil
    }
    return NVIDIAPlan.Hybrid(
      mode: mode, nvidiaBusID: card.busID, intelBusID: intel?.busID,
      amdBusID: intel == nil ? amd?.busID : nil)
  }

  func names(_ gpus: [Hardware.GPU]) -> String {
    var seen: Set<String> = []
    return gpus.map(\.productName).filter { seen.insert($0).inserted }.joined(separator: ", ")
  }
}
