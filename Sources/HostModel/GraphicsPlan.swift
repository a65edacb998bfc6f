/// Drivers and libraries for the GPUs of the host.
package struct GraphicsPlan: Sendable, Hashable {
  /// Nil when no NVIDIA card is driven by NVIDIA's driver.
  package var nvidia: NVIDIAPlan?
  /// What the choice of drivers rests on.
  package var driver: Decision<String>
  package var enable32Bit: Bool
  /// Radeon cards of GCN 1 and 2 to amdgpu.
  package var amdLegacy: Decision<Bool>
  package var amdOpenCL: Bool
  /// OpenCL by Mesa's rusticl, for AMD cards that ROCm leaves out.
  package var rusticl: Bool
  /// Modules of drivers that the initial ramdisk loads, sorted; amdgpu has an option of its own.
  package var earlyModules: [String]
  package var earlyAMD: Bool
  /// Packages for `hardware.graphics.extraPackages`, sorted.
  package var extraPackages: [String]

  /// Whether the initial ramdisk starts the display.
  package var isEarly: Bool { earlyAMD || !earlyModules.isEmpty }

  /// Unfree names that the host's instance needs for it, sorted.
  package var unfree: [String] { nvidia?.unfree ?? [] }
}

/// How NVIDIA's driver is set up.
package struct NVIDIAPlan: Sendable, Hashable {
  package enum Prime: String, Sendable, Hashable {
    case offload, sync
    case reverseSync = "reverse-sync"
  }

  /// Hybrid graphics with the bus ids in decimal.
  package struct Hybrid: Sendable, Hashable {
    package var mode: Decision<Prime>
    package var nvidiaBusID: String
    package var intelBusID: String?
    package var amdBusID: String?
  }

  package var branch: Decision<NVIDIABranch>
  package var open: Decision<Bool>
  /// The driver for servers with NVSwitch, in place of the one for displays.
  package var datacenter: Bool
  package var powerManagement: Bool
  /// Switching an unused card off, which needs offload.
  package var finegrained: Bool
  package var settings: Bool
  package var persistenced: Bool
  /// Power that processor and card of a laptop share.
  package var dynamicBoost: Bool
  /// NVIDIA's container toolkit.
  package var containers: Bool
  package var hybrid: Hybrid?
  /// Compute capabilities of the cards that this branch drives, oldest first.
  package var capabilities: [String]

  package var needsLicense: Bool { branch.value.needsLicense }

  /// The names, as lib.getName gives them, that must be allowed.
  package var unfree: [String] {
    if datacenter { return ["fabricmanager", "nvidia-dc"] }
    var names = ["nvidia-x11"]
    if settings { names.append("nvidia-settings") }
    if !open.value { names.append("nvidia-kernel-modules") }
    return names.sorted()
  }
}

extension Planner {
  mutating func graphicsPlan(desktop: DesktopPlan, boot: inout BootPlan) -> GraphicsPlan? {
    checkDriver()
    let driver = answers[.graphicsDriver]
    let drawing = hardware.ownGPUs.filter { $0.vendor != .other }
    guard driver != "none", !drawing.isEmpty else {
      if driver == "none", desktop.environment.value != .none, isAnswered(.desktopEnvironment) {
        fail(
          "desktop-without-graphics",
          [AnswerKey.graphicsDriver.id, AnswerKey.desktopEnvironment.id],
          "a desktop needs graphics, but graphics.driver is \"none\"",
          fix: "choose \"auto\", or desktop.environment = \"none\"")
      }
      return nil
    }
    let nvidia = driver == "auto" || driver == "nvidia" ? nvidiaPlan(boot: &boot) : nil
    boot.parameters += forcedProbes()
    checkContainers(nvidia)
    let rusticl = answers[.amdOpenCL] && !hardware.amdGPUs.contains { $0.model.rocm != .none }
    return GraphicsPlan(
      nvidia: nvidia, driver: driverDecision(drawing, nvidia),
      enable32Bit: answers[.graphics32Bit], amdLegacy: amdLegacy(boot: boot),
      amdOpenCL: answers[.amdOpenCL] && !rusticl, rusticl: rusticl,
      earlyModules: answers[.graphicsEarly] ? earlyModules(nvidia) : [],
      earlyAMD: answers[.graphicsEarly] && hardware.hasGPU(.amd),
      extraPackages: (intelPackages() + (rusticl ? ["mesa.opencl"] : [])).sorted())
  }

  /// The driver that was chosen, or those that the cards themselves choose.
  private func driverDecision(
    _ cards: [Hardware.GPU], _ nvidia: NVIDIAPlan?
  ) -> Decision<String> {
    guard answers[.graphicsDriver] == "auto" else {
      return decision(.graphicsDriver, answers[.graphicsDriver])
    }
    var drivers: [String] = []
    var names: [String] = []
    for card in cards {
      let driver =
        switch card.vendor {
        case .nvidia: nvidia == nil ? "nouveau" : "nvidia"
        case .amd: "amdgpu"
        default: "intel"
        }
      if !drivers.contains(driver) { drivers.append(driver) }
      if !names.contains(card.productName) { names.append(card.productName) }
    }
    return .found(
      drivers.joined(separator: ", "), "for " + names.joined(separator: " and "))
  }

  private mutating func checkContainers(_ nvidia: NVIDIAPlan?) {
    guard answers[.nvidiaContainers], nvidia == nil, hardware.hasGPU(.nvidia) else { return }
    fail(
      "containers-without-driver", [AnswerKey.nvidiaContainers.id, AnswerKey.graphicsDriver.id],
      "cards in containers need NVIDIA's driver, which is not chosen for this host",
      fix: "set graphics.nvidia.containers = false, or choose graphics.driver = \"nvidia\"")
  }

  /// The drivers that draw, without amdgpu.
  private func earlyModules(_ nvidia: NVIDIAPlan?) -> [String] {
    var modules = Set(
      hardware.ownGPUs.filter { $0.vendor == .intel }
        .compactMap { $0.pci.driver ?? $0.expectedKernelDriver }
        .filter { $0 == "i915" || $0 == "xe" })
    if nvidia != nil { modules.formUnion(["nvidia", "nvidia_drm", "nvidia_modeset"]) }
    return modules.sorted()
  }

  /// A driver for a maker of whom there is no card.
  private mutating func checkDriver() {
    let wanted: (vendor: Hardware.GPU.Vendor, name: String)? =
      switch answers[.graphicsDriver] {
      case "nvidia", "nouveau": (.nvidia, "NVIDIA")
      case "amdgpu": (.amd, "AMD")
      case "intel": (.intel, "Intel")
      default: nil
      }
    guard let wanted, !hardware.hasGPU(wanted.vendor) else { return }
    let passed = hardware.gpus.first { $0.vendor == wanted.vendor && $0.passedThrough }
    fail(
      "driver-without-card", [AnswerKey.graphicsDriver.id],
      passed.map { "\($0.name) is bound to vfio-pci, so it belongs to a guest, not to this host" }
        ?? "this host has no \(wanted.name) GPU",
      fix: "choose \"auto\"")
  }

  private func amdLegacy(boot: BootPlan) -> Decision<Bool> {
    let kernel = boot.kernel.value
    let version: String? =
      switch kernel {
      case .standard: release.defaultKernel
      case .latest: release.kernels.last
      case .version(let version): version
      }
    if let version = version.flatMap({ KernelVersion($0) }), let native = KernelVersion("6.19"),
      version >= native
    {
      return .rule(false, "amdgpu takes these cards by itself from Linux 6.19 on")
    }
    return decision(.amdLegacy, answers[.amdLegacy] && hardware.hasGPU(.amd))
  }

  private func intelPackages() -> [String] {
    let models = hardware.intelGPUs.map(\.model)
    var packages: Set<String> = []
    if answers[.intelMedia] {
      packages.formUnion(models.compactMap(\.mediaDriver))
      // The older one, intel-media-sdk, gets no security updates any more.
      packages.formUnion(models.compactMap(\.videoProcessing).filter { $0 == "vpl-gpu-rt" })
    }
    if answers[.intelCompute] { packages.formUnion(models.compactMap(\.compute)) }
    return packages.subtracting(["none"]).sorted()
  }

  /// Intel devices that their driver takes only when told.
  private func forcedProbes() -> [Decision<String>] {
    hardware.intelGPUs.filter(\.model.forceProbe).compactMap { gpu, _ in
      guard let driver = gpu.expectedKernelDriver, driver == "i915" || driver == "xe" else {
        return nil
      }
      let id = gpu.pci.idText.dropFirst(5)
      return .found(
        "\(driver).force_probe=\(id)", "\(driver) takes \(gpu.productName) only when told")
    }
  }
}
