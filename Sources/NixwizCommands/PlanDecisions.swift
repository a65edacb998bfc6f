import HostModel

/// The decisions of a plan that a person wants to see, each with its reason.
struct PlanDecisions {
  /// One decision in words.
  struct Line {
    var subject: String
    var value: String
    var reason: String
    var origin: Origin
    /// The question that may leave the decision to the program.
    var question: String?
  }

  private(set) var lines: [Line] = []

  init(_ plan: Plan) {
    add("state version", plan.host.stateVersion) { $0 }
    add("boot loader", plan.boot.loader, \.words)
    add("kernel", plan.boot.kernel, \.words)
    for parameter in plan.boot.parameters { add("kernel parameter", parameter) { $0 } }
    add("left to guests", plan.boot.passthrough) { $0.joined(separator: " ") }
    add("file systems", plan.storage.source) { $0 }
    add("microcode", plan.storage.microcode, \.rawValue)
    add("guest of", plan.storage.guest, \.rawValue)
    add("graphics", plan.graphics)
    add("llama.cpp", plan.llama)
    add("model", plan.llama?.fit) { $0 }
    add("Ollama", plan.assistants.ollama?.acceleration, \.rawValue)
    add("power", plan.machine.power, \.rawValue)
    add("camera", plan.machine.camera) { $0 }
    add("profile", plan.machine.profile) { $0 }
    add("desktop", plan.desktop.environment, \.rawValue)
    add("network", plan.network.manager, \.rawValue)
    add("ssh server", plan.network.ssh, Self.yesOrNo)
  }

  private mutating func add(_ subject: String, _ graphics: GraphicsPlan?) {
    guard let graphics else { return }
    add("\(subject) driver", graphics.driver, of: AnswerKey.graphicsDriver.id) { $0 }
    guard let nvidia = graphics.nvidia else { return }
    add("NVIDIA driver", nvidia.branch, of: AnswerKey.nvidiaBranch.id, \.rawValue)
    add("NVIDIA modules", nvidia.open, of: AnswerKey.nvidiaModule.id) { $0 ? "open" : "closed" }
    if let hybrid = nvidia.hybrid {
      add("hybrid graphics", hybrid.mode, of: AnswerKey.prime.id, \.rawValue)
    }
  }

  private mutating func add(_ subject: String, _ llama: LlamaPlan?) {
    guard let llama else { return }
    add(subject, llama.acceleration, of: AnswerKey.llamaAcceleration.id, \.rawValue)
    if llama.isCustom { add("\(subject) built by", llama.way, \.words) }
    if !llama.cudaCapabilities.value.isEmpty {
      add("CUDA capabilities", llama.cudaCapabilities) { $0.joined(separator: " ") }
    }
    if !llama.rocmTargets.value.isEmpty {
      add("ROCm targets", llama.rocmTargets) { $0.joined(separator: " ") }
    }
  }

  private mutating func add<Value>(
    _ subject: String, _ decision: Decision<Value>?, of question: String? = nil,
    _ words: (Value) -> String
  ) {
    guard let decision else { return }
    lines.append(
      Line(
        subject: subject, value: words(decision.value), reason: decision.reason,
        origin: decision.origin, question: question))
  }

  private static func yesOrNo(_ value: Bool) -> String { value ? "yes" : "no" }
}

extension BootPlan.Loader {
  fileprivate var words: String {
    switch self {
    case .systemdBoot: "systemd-boot"
    case .grubEFI: "GRUB (EFI)"
    case .grubDisk(let disk): "GRUB on \(disk ?? "the disks of the layout")"
    case .extlinux: "extlinux"
    case .lanzaboote: "lanzaboote"
    case .none: "none"
    }
  }
}

extension BootPlan.Kernel {
  fileprivate var words: String {
    switch self {
    case .standard: "default"
    case .latest: "latest"
    case .version(let version): version
    }
  }
}

extension LlamaPlan.Way {
  fileprivate var words: String {
    switch self {
    case .override: "override"
    case .instance: "an instance of nixpkgs of its own"
    }
  }
}

extension Origin {
  /// One word for JSON.
  var name: String {
    switch self {
    case .rule: "rule"
    case .hardware: "hardware"
    case .answer: "answer"
    }
  }
}
