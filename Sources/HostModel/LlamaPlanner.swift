extension Planner {
  mutating func llamaPlan(graphics: GraphicsPlan?, boot: inout BootPlan) -> LlamaPlan? {
    guard answers[.llamaEnable] else { return nil }
    let source = LlamaPlan.Source(rawValue: answers[.llamaSource]) ?? .nixpkgs
    let acceleration = acceleration(graphics: graphics)
    let capabilities = capabilities(acceleration.value, graphics)
    let targets = targets(acceleration.value)
    let way = way(source, acceleration.value, capabilities.value)
    if acceleration.value != .cpu { boot.parameters += unifiedMemory(boot: boot) }
    return LlamaPlan(
      source: source, acceleration: acceleration,
      alsoVulkan: alsoVulkan(acceleration.value, source), way: way, cudaCapabilities: capabilities,
      cudaVersion: cudaVersion(source, acceleration.value, capabilities.value, graphics),
      rpc: !answers[.llamaRPCServers].isEmpty || answers[.llamaRPCWorker], fit: modelFit(),
      rocmTargets: targets,
      cmakeFlags: answers[.llamaCMakeFlags].sorted { $0.key < $1.key }.map {
        .init($0.key, $0.value)
      },
      packages: answers[.llamaPackages],
      service: answers[.llamaService] && answers[.llamaSwap].isEmpty
        ? service(acceleration.value) : nil,
      swap: swap(acceleration.value),
      worker: answers[.llamaRPCWorker] ? worker() : nil)
  }

  // MARK: Acceleration

  private mutating func acceleration(
    graphics: GraphicsPlan?
  ) -> Decision<LlamaPlan.Acceleration> {
    let cuda = usableCapabilities(graphics)
    let wanted = answers[.llamaAcceleration]
    switch wanted {
    case "cuda": checkCUDA(cuda, graphics)
    case "rocm": checkROCm()
    case "vulkan": checkVulkan(graphics)
    default: break
    }
    if let explicit = LlamaPlan.Acceleration(rawValue: wanted) {
      return decision(.llamaAcceleration, explicit)
    }
    return bestAcceleration(graphics)
  }

  /// The best that cards, drivers and the choice about unfree software allow.
  func bestAcceleration(_ graphics: GraphicsPlan?) -> Decision<LlamaPlan.Acceleration> {
    if let newest = usableCapabilities(graphics).last, answers[.unfree] != "none" {
      return .found(.cuda, "an NVIDIA card of compute capability \(newest) with NVIDIA's driver")
    }
    if graphics != nil {
      // llama.cpp itself takes a card of its own before graphics in the processor.
      let amd = hardware.amdGPUs.filter { $0.model.hasVulkan }
      if let (gpu, _) = amd.first(where: { $0.gpu.discrete == true }) ?? amd.first {
        return .found(
          .vulkan, "\(gpu.productName) by Mesa's Vulkan driver, free and in the public cache")
      }
      if let (gpu, model) = hardware.amdGPUs.first(where: { $0.model.rocm == .target }) {
        return .found(
          .rocm, "\(gpu.productName) computes by ROCm, which is built for \(target(of: model))")
      }
      let intel = hardware.intelGPUs.filter { $0.model.supportsLlamaVulkan }
      if let (gpu, _) = intel.first(where: { $0.gpu.discrete == true }) ?? intel.first {
        return .found(.vulkan, "\(gpu.productName) by Mesa's Vulkan driver")
      }
    }
    return .found(.cpu, "no GPU here can compute")
  }

  /// Capabilities of the cards that the planned driver serves and that CUDA of the release knows.
  private func usableCapabilities(_ graphics: GraphicsPlan?) -> [String] {
    (graphics?.nvidia?.capabilities ?? []).filter { release.cudaCapabilities.contains($0) }
  }

  private mutating func checkCUDA(_ usable: [String], _ graphics: GraphicsPlan?) {
    if answers[.unfree] == "none" {
      fail(
        "unfree-cuda", [AnswerKey.llamaAcceleration.id, AnswerKey.unfree.id],
        "CUDA is unfree, but nix.unfree is \"none\"",
        fix: "choose nix.unfree = \"named\", or llama.acceleration = \"vulkan\"")
      return
    }
    guard usable.isEmpty else { return }
    let message: String
    var fix = "choose \"auto\""
    if !hardware.hasGPU(.nvidia) {
      message = "CUDA needs an NVIDIA card, and this host has none of its own"
    } else if graphics?.nvidia == nil {
      message = "CUDA needs NVIDIA's driver, which is not chosen for this host"
      fix = "choose graphics.driver = \"nvidia\", or another acceleration"
    } else {
      let known = graphics?.nvidia?.capabilities ?? []
      message =
        "CUDA in nixpkgs begins with compute capability 5.0 (Maxwell), but the cards have "
        + (known.isEmpty ? "an unknown one" : known.joined(separator: ", "))
      fix = "choose \"cpu\""
    }
    fail(
      "cuda-without-card", [AnswerKey.llamaAcceleration.id, AnswerKey.graphicsDriver.id], message,
      fix: fix)
  }

  private mutating func checkROCm() {
    let cards = hardware.amdGPUs
    guard !cards.isEmpty || hardware.gpus.isEmpty else {
      return checkROCmCards([])
    }
    checkROCmCards(cards)
  }

  private mutating func checkROCmCards(
    _ cards: [(gpu: Hardware.GPU, model: Hardware.AMDModel)]
  ) {
    guard !cards.contains(where: { $0.model.rocm != .none }) else { return }
    let message =
      cards.first.map { "ROCm is not built for \($0.gpu.productName) (\(target(of: $0.model)))" }
      ?? "ROCm needs an AMD card, and this host has none of its own"
    fail(
      "rocm-without-card", [AnswerKey.llamaAcceleration.id], message,
      fix: cards.isEmpty ? "choose \"auto\"" : "choose \"vulkan\"")
  }

  private mutating func checkVulkan(_ graphics: GraphicsPlan?) {
    let able =
      graphics != nil
      && (graphics?.nvidia != nil || hardware.amdGPUs.contains { $0.model.hasVulkan }
        || hardware.intelGPUs.contains { $0.model.supportsLlamaVulkan }
        || hardware.ownGPUs.contains { $0.vendor != .other && $0.model == nil })
    guard !able else { return }
    fail(
      "vulkan-without-card", [AnswerKey.llamaAcceleration.id, AnswerKey.graphicsDriver.id],
      "no GPU of this host has a Vulkan driver that llama.cpp can use", fix: "choose \"cpu\"")
  }

  private mutating func alsoVulkan(
    _ acceleration: LlamaPlan.Acceleration, _ source: LlamaPlan.Source
  ) -> Decision<Bool> {
    guard acceleration == .cuda,
      let (gpu, _) = hardware.amdGPUs.first(where: { $0.gpu.discrete == true && $0.model.hasVulkan }
      )
    else { return .rule(false, "one back end serves all") }
    return .found(true, "\(gpu.productName) computes by Vulkan; CUDA and ROCm in one build break")
  }

  // MARK: Targets

  private mutating func capabilities(
    _ acceleration: LlamaPlan.Acceleration, _ graphics: GraphicsPlan?
  ) -> Decision<[String]> {
    let given = answers[.llamaCUDACapabilities]
    guard acceleration == .cuda else {
      if !given.isEmpty {
        fail(
          "capabilities-without-cuda",
          [AnswerKey.llamaCUDACapabilities.id, AnswerKey.llamaAcceleration.id],
          "CUDA targets are given, but llama.cpp is built for \(acceleration.rawValue)",
          fix: "remove llama.cudaCapabilities")
      }
      return .rule([], "no CUDA")
    }
    for capability in given where !release.cudaCapabilities.contains(capability) {
      fail(
        "cuda-capability", [AnswerKey.llamaCUDACapabilities.id],
        "CUDA of nixpkgs is not built for compute capability \(capability)",
        fix: "known are \(release.cudaCapabilities.joined(separator: ", "))")
    }
    if !given.isEmpty {
      if answers[.caches].contains("nixos-cuda") {
        remark(
          "cache-without-narrow-builds",
          "the cache nixos-cuda has builds for the default capabilities only: with "
            + "llama.cudaCapabilities llama.cpp is compiled here",
          fix: "remove llama.cudaCapabilities, or expect some minutes of compiling")
      }
      return decision(.llamaCUDACapabilities, given)
    }
    let cards = usableCapabilities(graphics)
    let missing = cards.filter { !release.defaultCUDACapabilities.contains($0) }
    if missing.isEmpty { return .rule([], "nixpkgs builds for the cards by default") }
    return .found(
      cards,
      "nixpkgs leaves compute capability \(missing.joined(separator: ", ")) out unless it is asked for"
    )
  }

  /// The set of CUDA packages that was asked for, if it builds for the cards and runs on the driver.
  private mutating func cudaVersion(
    _ source: LlamaPlan.Source, _ acceleration: LlamaPlan.Acceleration, _ capabilities: [String],
    _ graphics: GraphicsPlan?
  ) -> Decision<String>? {
    let wanted = answers[.llamaCUDAVersion]
    guard wanted != "auto", let version = KernelVersion(wanted) else { return nil }
    let keys = [AnswerKey.llamaCUDAVersion.id, AnswerKey.llamaAcceleration.id]
    if acceleration != .cuda {
      fail(
        "cuda-version-without-cuda", keys,
        "a CUDA version is given, but llama.cpp is built for \(acceleration.rawValue)",
        fix: "remove llama.cudaVersion")
      return nil
    }
    if source == .upstream {
      fail(
        "cuda-version-upstream", [AnswerKey.llamaCUDAVersion.id, AnswerKey.llamaSource.id],
        "the recipe of upstream takes the default CUDA of nixpkgs",
        fix: "remove llama.cudaVersion, or choose llama.source = \"nixpkgs\"")
    }
    let cards = capabilities.isEmpty ? usableCapabilities(graphics) : capabilities
    for capability in cards {
      guard let range = CUDACapability(capability)?.versions else { continue }
      if let oldest = KernelVersion(range.oldest), version < oldest {
        failCUDA(wanted, "knows compute capability \(capability) from \(range.oldest) on")
      } else if let newest = range.newest.flatMap({ KernelVersion($0) }), version > newest {
        failCUDA(wanted, "has not had compute capability \(capability) since \(newest.major)")
      }
    }
    if version.major >= 13, graphics?.nvidia?.branch.value == .legacy535 {
      failCUDA(wanted, "needs the driver 580 or later, and legacy_535 is chosen")
    }
    return decision(.llamaCUDAVersion, wanted)
  }

  private mutating func failCUDA(_ version: String, _ problem: String) {
    fail(
      "cuda-version", [AnswerKey.llamaCUDAVersion.id, AnswerKey.llamaCUDACapabilities.id],
      "CUDA \(version) does not fit: CUDA \(problem)", fix: "choose llama.cudaVersion = \"auto\"")
  }

  private mutating func targets(_ acceleration: LlamaPlan.Acceleration) -> Decision<[String]> {
    let given = answers[.llamaROCmTargets]
    guard acceleration == .rocm else {
      if !given.isEmpty {
        fail(
          "targets-without-rocm", [AnswerKey.llamaROCmTargets.id, AnswerKey.llamaAcceleration.id],
          "ROCm targets are given, but llama.cpp is built for \(acceleration.rawValue)",
          fix: "remove llama.rocmTargets")
      }
      return .rule([], "no ROCm")
    }
    for target in given where !release.rocmTargets.contains(target) {
      fail(
        "rocm-target", [AnswerKey.llamaROCmTargets.id],
        "ROCm of nixpkgs is not built for \(target)",
        fix: "known are \(release.rocmTargets.joined(separator: ", "))")
    }
    return given.isEmpty
      ? .rule([], "nixpkgs builds for all its targets, in the public cache")
      : decision(.llamaROCmTargets, given)
  }

  private func target(of model: Hardware.AMDModel) -> String { model.gfxTarget ?? model.codename }

  // MARK: Way

  /// One package needs only its own switch: it gives the very derivation that an instance gives and
  /// leaves the rest in the cache. Several packages that must agree, or several CUDA targets beside
  /// the default, need an instance, whose configuration they share.
  private mutating func way(
    _ source: LlamaPlan.Source, _ acceleration: LlamaPlan.Acceleration, _ capabilities: [String]
  ) -> Decision<LlamaPlan.Way> {
    let packages = answers[.llamaPackages]
    let compute = acceleration == .cuda || acceleration == .rocm
    let wanted = LlamaPlan.Way(rawValue: answers[.llamaInstance])
    if !packages.isEmpty, !compute {
      fail(
        "packages-without-instance",
        [AnswerKey.llamaPackages.id, AnswerKey.llamaAcceleration.id],
        "llama.packages are built with CUDA or ROCm, but llama.cpp is built for "
          + acceleration.rawValue,
        fix: "put them into packages.system, or choose llama.acceleration = \"cuda\" or \"rocm\"")
    }
    if wanted == .instance, !compute {
      fail(
        "instance-without-support", [AnswerKey.llamaInstance.id, AnswerKey.llamaAcceleration.id],
        "an instance of nixpkgs is for CUDA or ROCm, but llama.cpp is built for "
          + acceleration.rawValue,
        fix: "choose llama.instance = \"auto\"")
    }
    if wanted == .override, !packages.isEmpty {
      fail(
        "override-for-several", [AnswerKey.llamaInstance.id, AnswerKey.llamaPackages.id],
        "\(packages.joined(separator: ", ")) must be built with the same support as llama.cpp",
        fix: "choose llama.instance = \"instance\" or \"auto\"")
    } else if wanted == .override, capabilities.count > 1 {
      fail(
        "override-for-several", [AnswerKey.llamaInstance.id, AnswerKey.llamaCUDACapabilities.id],
        "several CUDA targets are set for a whole instance of nixpkgs",
        fix: "choose llama.instance = \"instance\" or \"auto\"")
    }
    if let wanted { return decision(.llamaInstance, wanted) }
    if !packages.isEmpty {
      return .rule(
        .instance, "\(packages.joined(separator: ", ")) and llama.cpp need the same support")
    }
    if capabilities.count > 1 {
      return .rule(.instance, "several CUDA targets are set for a whole instance")
    }
    if source == .upstream, compute {
      return .rule(.instance, "the recipe of upstream takes its support from the instance")
    }
    return .rule(.override, "one package needs no instance of its own")
  }

  // MARK: Memory that processor and GPU share

  /// Lets a Strix Halo use three quarters of the memory; the kernel's limit is half.
  private mutating func unifiedMemory(boot: BootPlan) -> [Decision<String>] {
    guard let (gpu, _) = hardware.amdGPUs.first(where: { $0.model.gfxTarget == "gfx1151" }),
      let memory = hardware.memoryKiB
    else { return [] }
    if case .version(let text) = boot.kernel.value, let version = KernelVersion(text),
      let needed = KernelVersion("6.17"), version < needed
    {
      remark(
        "unified-memory-kernel", "\(gpu.productName) gets little memory before Linux 6.17",
        fix: "choose boot.kernel = \"default\"")
    }
    // The firmware keeps a part, so round up to what was bought: a multiple of 16 GiB.
    let gibibytes = (memory + (16 << 20) - 1) / (16 << 20) * 16
    let pages = gibibytes * 3 / 4 * 262_144
    let reason = "lets \(gpu.productName) use \(gibibytes * 3 / 4) of \(gibibytes) GiB"
    return [
      .found("ttm.pages_limit=\(pages)", reason), .found("ttm.page_pool_size=\(pages)", reason),
    ]
  }
}
