extension AnswerKey where Value == String {
  package static var graphicsDriver: Self { Self("graphics.driver") }
  package static var prime: Self { Self("graphics.prime") }
  package static var nvidiaBranch: Self { Self("graphics.nvidia.branch") }
  package static var nvidiaModule: Self { Self("graphics.nvidia.module") }
}

extension AnswerKey where Value == Bool {
  package static var nvidiaLicense: Self { Self("graphics.nvidia.acceptLicense") }
  package static var nvidiaPowerManagement: Self { Self("graphics.nvidia.powerManagement") }
  package static var nvidiaSettings: Self { Self("graphics.nvidia.settings") }
  package static var nvidiaPersistenced: Self { Self("graphics.nvidia.persistenced") }
  package static var amdLegacy: Self { Self("graphics.amd.legacySupport") }
  package static var amdOpenCL: Self { Self("graphics.amd.opencl") }
  package static var intelMedia: Self { Self("graphics.intel.media") }
  package static var intelCompute: Self { Self("graphics.intel.compute") }
  package static var nvidiaDynamicBoost: Self { Self("graphics.nvidia.dynamicBoost") }
  package static var nvidiaContainers: Self { Self("graphics.nvidia.containers") }
  package static var graphicsEarly: Self { Self("graphics.early") }
  package static var graphics32Bit: Self { Self("graphics.enable32Bit") }
}

extension QuestionCatalog {
  static let graphics: [Question] = [
    Question(
      AnswerKey.graphicsDriver.id,
      .choice([
        .init("auto", "by the cards that are there"),
        .init("nvidia", "NVIDIA's own driver, needed for CUDA"),
        .init("nouveau", "the free driver for NVIDIA cards, without CUDA"),
        .init("amdgpu", "for AMD cards; NVIDIA cards stay unused"),
        .init("intel", "for Intel graphics; NVIDIA cards stay unused"),
        .init("none", "no graphics libraries at all"),
      ]),
      label: "Driver",
      help: """
        Auto: NVIDIA's driver from Maxwell (GTX 750, 900) on, the free one for older cards, and the \
        free drivers of AMD and Intel.
        """,
      fixed: .text("auto")),
    Question(
      AnswerKey.prime.id,
      .choice([
        .init("auto", "offload on laptops with two GPUs, else off"),
        .init("off", "no hybrid graphics"),
        .init("offload", "the small GPU draws, programs ask for the big one"),
        .init("sync", "the big GPU draws always, and uses more power"),
        .init("reverse-sync", "the small GPU draws, displays of the big one are usable too"),
      ]),
      label: "Hybrid graphics",
      help: "How an NVIDIA card and the processor's graphics share the work.",
      fixed: .text("auto"), irrelevantWhen: unlessNVIDIA),
    Question(
      AnswerKey.nvidiaBranch.id,
      .choice(
        [.init("auto", "by the generation of the cards")]
          + NVIDIABranch.allCases.map { .init($0.rawValue, $0.help) }),
      label: "Driver branch",
      help: "The branch of NVIDIA's driver. Older cards are not driven by the newer branches.",
      fixed: .text("auto"), irrelevantWhen: unlessNVIDIA),
    Question(
      AnswerKey.nvidiaModule.id,
      .choice([
        .init("auto", "open from Turing (RTX 20, GTX 16) on, else closed"),
        .init("open", "the open kernel module"), .init("closed", "the proprietary kernel module"),
      ]),
      label: "Kernel module",
      help: "Blackwell works with the open module only, cards before Turing with the closed only.",
      fixed: .text("auto"), irrelevantWhen: unlessNVIDIA),
    Question(
      AnswerKey.nvidiaLicense.id, .boolean, label: "Licence of old drivers",
      help: """
        The branches 470, 390 and 340 need your yes to NVIDIA's licence. Without it their cards \
        are driven by nouveau.
        """,
      fixed: .boolean(false), irrelevantWhen: unlessOldNVIDIA),
    Question(
      AnswerKey.nvidiaPowerManagement.id, .boolean, label: "Save memory on suspend",
      help: "Keeps what is in the card's memory over suspend and hibernation.",
      default: "yes on laptops"
    ) { context in
      .found(.boolean(context.hardware.dmi.laptop), context.hardware.chassisReason)
    } irrelevantWhen: {
      unlessNVIDIA($0)
    },
    Question(
      AnswerKey.nvidiaSettings.id, .boolean, label: "Settings program",
      help: "Installs nvidia-settings, a graphical program.",
      default: "yes where someone sits in front of the machine"
    ) { context in
      .found(.boolean(context.hardware.hasUserInFront), context.hardware.chassisReason)
    } irrelevantWhen: {
      unlessNVIDIA($0)
    },
    Question(
      AnswerKey.nvidiaPersistenced.id, .boolean, label: "Keep initialised",
      help:
        "Keeps the driver loaded when no program uses the card, which saves time at each start.",
      default: "yes where no one sits in front of the machine"
    ) { context in
      .found(.boolean(!context.hardware.hasUserInFront), context.hardware.chassisReason)
    } irrelevantWhen: {
      unlessNVIDIA($0)
    },
    Question(
      AnswerKey.nvidiaDynamicBoost.id, .boolean, label: "Dynamic Boost",
      help: "Lets processor and card of a laptop share their power; for Ampere (RTX 30) and later.",
      fixed: .boolean(false)
    ) { context in
      unlessNVIDIA(context) ?? (context.hardware.dmi.laptop ? nil : "this is no laptop")
    },
    Question(
      AnswerKey.nvidiaContainers.id, .boolean, label: "Cards in containers",
      help: "Lets Docker and Podman use the cards: `--device nvidia.com/gpu=all`.",
      fixed: .boolean(false), irrelevantWhen: unlessNVIDIA),
    Question(
      AnswerKey.amdLegacy.id, .boolean, label: "Use amdgpu for an old card",
      help: "For Vulkan on Radeon HD 7000 and R9 cards before Linux 6.19.",
      default: "yes for cards that the radeon driver would take"
    ) { context in
      let old = context.hardware.amdGPUs.first { $0.model.needsLegacySupport }
      return .found(
        .boolean(old != nil),
        old.map { "\($0.gpu.name) is of the GCN 1 or 2 family" } ?? "no card of GCN 1 or 2")
    } irrelevantWhen: {
      unlessAMD($0)
    },
    Question(
      AnswerKey.amdOpenCL.id, .boolean, label: "OpenCL on AMD",
      help: "By ROCm, or by Mesa's rusticl on cards that ROCm leaves out. Not for llama.cpp.",
      fixed: .boolean(false), irrelevantWhen: unlessAMD),
    Question(
      AnswerKey.intelMedia.id, .boolean, label: "Video acceleration",
      help: "Hardware decoding of video on Intel graphics.",
      default: "yes where someone sits in front of the machine"
    ) { context in
      .found(.boolean(context.hardware.hasUserInFront), context.hardware.chassisReason)
    } irrelevantWhen: {
      $0.hardware.hasGPU(.intel) ? nil : "there is no Intel GPU"
    },
    Question(
      AnswerKey.intelCompute.id, .boolean, label: "OpenCL on Intel",
      help: "Intel's run time for OpenCL and Level Zero. Not needed for llama.cpp.",
      fixed: .boolean(false)
    ) { $0.hardware.hasGPU(.intel) ? nil : "there is no Intel GPU" },
    Question(
      AnswerKey.graphicsEarly.id, .boolean, label: "Graphics from the start",
      help: """
        Loads the graphics driver in the initial ramdisk: the right resolution at the prompt for a \
        disk password, for some megabytes on the boot partition.
        """,
      fixed: .boolean(false)),
    Question(
      AnswerKey.graphics32Bit.id, .boolean, label: "32-bit libraries",
      help: "For old games and Steam.", fixed: .boolean(false)
    ) { $0.hardware.system == "x86_64-linux" ? nil : "only x86-64 runs 32-bit programs" },
  ]

  @Sendable private static func unlessNVIDIA(_ context: DefaultContext) -> String? {
    context.hardware.hasGPU(.nvidia) ? nil : "this host has no NVIDIA GPU of its own"
  }

  /// Newer drivers do not ask for a yes to their licence.
  @Sendable private static func unlessOldNVIDIA(_ context: DefaultContext) -> String? {
    if let reason = unlessNVIDIA(context) { return reason }
    if case .text(let name)? = context.answers[id: AnswerKey.nvidiaBranch.id]?.value,
      let branch = NVIDIABranch(rawValue: name)
    {
      return branch.needsLicense ? nil : "the branch \(name) does not ask for it"
    }
    let newer = [NVIDIABranch.production, .legacy580]
    let needsNone = context.hardware.nvidiaGPUs.allSatisfy { card in
      newer.contains { $0.drives(card.model) }
    }
    return needsNone ? "the drivers of these cards do not ask for it" : nil
  }

  @Sendable private static func unlessAMD(_ context: DefaultContext) -> String? {
    context.hardware.hasGPU(.amd) ? nil : "there is no AMD GPU"
  }
}

extension Hardware {
  /// Why a default for desktops applies or not.
  var chassisReason: String {
    if virtualisation.guest { return "a virtual machine" }
    if dmi.laptop { return "a portable computer" }
    return hasUserInFront ? "a display is connected to a desktop computer" : "no one sits in front"
  }
}
