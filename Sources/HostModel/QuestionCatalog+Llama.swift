extension AnswerKey where Value == Bool {
  package static var llamaEnable: Self { Self("llama.enable") }
  package static var llamaService: Self { Self("llama.service") }
  package static var llamaOpenFirewall: Self { Self("llama.openFirewall") }
  package static var llamaRPCWorker: Self { Self("llama.rpcWorker") }
}

extension AnswerKey where Value == String {
  package static var llamaSource: Self { Self("llama.source") }
  package static var llamaAcceleration: Self { Self("llama.acceleration") }
  package static var llamaInstance: Self { Self("llama.instance") }
  package static var llamaHost: Self { Self("llama.host") }
  package static var llamaModel: Self { Self("llama.model") }
  package static var llamaCUDAVersion: Self { Self("llama.cudaVersion") }
  package static var llamaGPULayers: Self { Self("llama.gpuLayers") }
}

extension AnswerKey where Value == Int {
  package static var llamaPort: Self { Self("llama.port") }
  package static var llamaContext: Self { Self("llama.context") }
  package static var llamaParallel: Self { Self("llama.parallel") }
  package static var llamaSwapIdle: Self { Self("llama.swapIdle") }
  package static var llamaVideoMemory: Self { Self("llama.vram") }
}

extension AnswerKey where Value == [String] {
  package static var llamaCUDACapabilities: Self { Self("llama.cudaCapabilities") }
  package static var llamaROCmTargets: Self { Self("llama.rocmTargets") }
  package static var llamaPackages: Self { Self("llama.packages") }
  package static var llamaRPCServers: Self { Self("llama.rpcServers") }
}

extension AnswerKey where Value == [String: AnswerValue] {
  package static var llamaCMakeFlags: Self { Self("llama.cmakeFlags") }
  package static var llamaSettings: Self { Self("llama.settings") }
  package static var llamaSwap: Self { Self("llama.swap") }
}

extension QuestionCatalog {
  static let llama: [Question] = [
    Question(
      AnswerKey.llamaEnable.id, .boolean, label: "Set up llama.cpp",
      help: "A server for language models on this machine.",
      default: "yes with a GPU that computes, or 16 GiB of memory on real hardware"
    ) { context in
      let hardware = context.hardware
      if let gpu = hardware.ownGPUs.first(where: { $0.discrete == true && $0.canCompute }) {
        return .found(.boolean(true), "\(gpu.name) can compute")
      }
      // 15 GiB, as the firmware keeps part of 16.
      if !hardware.virtualisation.guest, let memory = hardware.memoryKiB, memory >= 15 << 20 {
        return .found(.boolean(true), "\(memory >> 20) GiB of memory")
      }
      return .found(.boolean(false), "no GPU that computes, and little memory")
    },
    Question(
      AnswerKey.llamaSource.id,
      .choice([
        .init("nixpkgs", "tested and cached"),
        .init("upstream", "the newest, from the project's own flake; compiled here"),
      ]),
      label: "Version from",
      help: "Upstream becomes a flake input and knows the newest models first.",
      fixed: .text("nixpkgs"), irrelevantWhen: unlessLlama),
    Question(
      AnswerKey.llamaAcceleration.id,
      .choice([
        .init("auto", "the best that the GPUs and the answers allow"),
        .init("cuda", "NVIDIA, from Maxwell on; unfree"),
        .init("rocm", "AMD chips that ROCm is built for"),
        .init("vulkan", "any GPU with a Vulkan driver"),
        .init("cpu", "no GPU"),
      ]),
      label: "Acceleration",
      help: "What computes. CUDA and ROCm are never put into one build: one would be dropped.",
      fixed: .text("auto"), irrelevantWhen: unlessLlama),
    Question(
      AnswerKey.llamaInstance.id,
      .choice([
        .init("auto", "override, unless several packages need the support"),
        .init("override", "llama-cpp alone is built with the support"),
        .init("instance", "a second nixpkgs, in which everything is built with it"),
      ]),
      label: "Where the switch is set",
      help: """
        For llama.cpp alone both give the very same derivation. A second instance is right when \
        several packages (torch, opencv) must agree; the rest of the system stays in the cache.
        """,
      fixed: .text("auto"), irrelevantWhen: unlessLlama),
    Question(
      AnswerKey.llamaCUDACapabilities.id,
      .list(of: .text(.cudaCapability), noun: "compute capabilities"), label: "CUDA targets",
      help: "Empty for nixpkgs' own list when it has the cards, else those of the cards.",
      fixed: .list([]), irrelevantWhen: unlessLlama),
    Question(
      AnswerKey.llamaCUDAVersion.id,
      .choice(
        [.init("auto", "the default of nixpkgs, for which caches have builds")]
          + Release.standard.cudaVersions.map { .init($0, "CUDA \($0)") }),
      label: "CUDA version",
      help: "Cards before Turing end with CUDA 12, and CUDA 13 needs the driver 580 or later.",
      fixed: .text("auto"), irrelevantWhen: unlessLlama),
    Question(
      AnswerKey.llamaROCmTargets.id, .list(of: .text(.gfxTarget), noun: "GPU targets"),
      label: "ROCm targets",
      help: "Empty for nixpkgs' own list. Fewer targets compile faster but are in no cache.",
      fixed: .list([]), irrelevantWhen: unlessLlama),
    Question(
      AnswerKey.llamaCMakeFlags.id,
      .settings(name: .cmakeVariable, values: [.boolean, .integer, .text]), label: "CMake flags",
      help: "Flags for which the package has no argument, such as GGML_CUDA_FA_ALL_QUANTS = true.",
      fixed: .record([:]), irrelevantWhen: unlessLlama),
    Question(
      AnswerKey.llamaPackages.id, .list(of: .text(.packageName), noun: "packages"),
      label: "Other GPU packages",
      help:
        "Programs that must be built with the same CUDA or ROCm, such as python3Packages.torch.",
      fixed: .list([]), irrelevantWhen: unlessLlama),
    Question(
      AnswerKey.llamaService.id, .boolean, label: "Run as a service",
      help: "Starts llama-server with the machine.", fixed: .boolean(true),
      irrelevantWhen: unlessLlama),
    Question(
      AnswerKey.llamaModel.id, .text(.free("a model", maximumLength: 4095)), label: "Model",
      help: """
        A .gguf file outside /home and /root, or user/repository[:quantisation] of Hugging Face; \
        empty to choose in the web page. Nothing is downloaded now.
        """,
      fixed: .text(""), irrelevantWhen: unlessLlama),
    Question(
      AnswerKey.llamaSwap.id, .settings(name: .modelName, values: [.text]),
      label: "Models by name",
      help: """
        Several models, each a name with what llama.model takes: llama-swap starts llama-server with \
        the one that a request names. All other answers about llama-server hold for each of them.
        """,
      fixed: .record([:]), irrelevantWhen: unlessService),
    Question(
      AnswerKey.llamaSwapIdle.id, .integer(0...604_800), label: "End an idle model after",
      help: "Seconds without a request; 0 to keep it until another one is asked for.",
      fixed: .integer(0)
    ) {
      unlessService($0) ?? ($0[.llamaSwap].isEmpty ? "llama.swap names no model" : nil)
    },
    Question(
      AnswerKey.llamaContext.id, .integer(0...16_777_216), label: "Context",
      help: "Tokens that a conversation may hold; 0 for what the model was made for. Costs memory.",
      fixed: .integer(0), irrelevantWhen: unlessService),
    Question(
      AnswerKey.llamaGPULayers.id, .text(.gpuLayers), label: "Layers on the GPU",
      help: "A number, \"all\", or \"auto\": as many as fit beside the context.",
      fixed: .text("auto"), irrelevantWhen: unlessService),
    Question(
      AnswerKey.llamaParallel.id, .integer(0...256), label: "Requests at once",
      help: "How many requests are answered at the same time; 0 for the program's own choice.",
      fixed: .integer(0), irrelevantWhen: unlessService),
    Question(
      AnswerKey.llamaVideoMemory.id, .integer(0...4_096), label: "GPU memory in GiB",
      help:
        "To say whether the model fits. NVIDIA's driver tells it by nvidia-smi alone; 0: unknown.",
      default: "as amdgpu tells, else 0"
    ) { context in
      let bytes = context.hardware.ownGPUs.compactMap(\.videoMemoryBytes).reduce(0, +)
      return bytes >= 1 << 30
        ? .found(.integer(bytes >> 30), "the driver tells") : .rule(.integer(0), "no driver tells")
    } irrelevantWhen: {
      unlessLlama($0)
    },
    Question(
      AnswerKey.llamaRPCServers.id, .list(of: .text(.hostAndPort), noun: "servers"),
      label: "GPUs of other machines",
      help: """
        Machines that run llama.cpp's rpc-server, such as 10.0.0.2:50052, whose memory is used too. \
        The protocol has no password: for a trusted network only.
        """,
      fixed: .list([]), irrelevantWhen: unlessService),
    Question(
      AnswerKey.llamaRPCWorker.id, .boolean, label: "Lend the GPUs",
      help: """
        Runs llama.cpp's rpc-server on port 50052, for llama-server of another machine. It listens on \
        llama.host, and whoever reaches it can run what they like.
        """,
      fixed: .boolean(false), irrelevantWhen: unlessLlama),
    Question(
      AnswerKey.llamaHost.id, .text(.listenAddress), label: "Reachable from",
      help:
        "The address to listen on. There is no password: 0.0.0.0 means everyone in the network.",
      fixed: .text("127.0.0.1"), irrelevantWhen: unlessListening),
    Question(
      AnswerKey.llamaPort.id, .integer(1...65_535), label: "Port",
      help: "The port of the web page and of the programming interface.", fixed: .integer(8080),
      irrelevantWhen: unlessService),
    Question(
      AnswerKey.llamaOpenFirewall.id, .boolean, label: "Open the firewall",
      help: "Lets other machines reach the port.", fixed: .boolean(false),
      irrelevantWhen: unlessListening),
    Question(
      AnswerKey.llamaSettings.id,
      .settings(name: .serverFlag, values: [.boolean, .integer, .number, .text, .texts]),
      label: "More flags",
      help: "Long options of llama-server without the dashes, such as ctx-size = 32768.",
      fixed: .record([:]), irrelevantWhen: unlessLlama),
  ]

  @Sendable private static func unlessLlama(_ context: DefaultContext) -> String? {
    context[.llamaEnable] ? nil : "llama.enable is false"
  }

  @Sendable private static func unlessListening(_ context: DefaultContext) -> String? {
    unlessLlama(context)
      ?? (context[.llamaService] || context[.llamaRPCWorker] ? nil : "llama.service is false")
  }

  @Sendable private static func unlessService(_ context: DefaultContext) -> String? {
    unlessLlama(context) ?? (context[.llamaService] ? nil : "llama.service is false")
  }
}

extension Hardware.GPU {
  /// Whether llama.cpp has a back end for it, whatever driver is chosen.
  package var canCompute: Bool {
    switch model {
    case .nvidia(let model):
      model.computeCapability.flatMap(CUDACapability.init).map { $0.major >= 5 } ?? false
    case .amd(let model): model.hasVulkan || model.rocm == .target
    case .intel(let model): model.supportsLlamaVulkan
    case .other, nil: false
    }
  }
}

extension Hardware.IntelModel {
  /// ggml needs 16-bit storage, which Intel's graphics have from Gen8 (Broadwell) on.
  package var supportsLlamaVulkan: Bool {
    guard let vulkan, vulkan != "none", let generation else { return false }
    return !generation.hasPrefix("Gen7")
  }
}

extension Hardware.AMDModel {
  /// Whether Mesa has a Vulkan driver for it.
  package var hasVulkan: Bool { vulkan != nil && vulkan != "none" }
}

/// A CUDA compute capability as two numbers; a suffix (`9.0a`) is dropped.
package struct CUDACapability: Sendable, Hashable, Comparable {
  package let major: Int
  package let minor: Int

  package init?(_ text: String) {
    let parts = text.split(separator: ".")
    guard parts.count == 2, let major = Int(parts[0]),
      let minor = Int(parts[1].prefix { $0.isASCII && $0.isNumber })
    else { return nil }
    self.major = major
    self.minor = minor
  }

  /// The CUDA releases that compile for it, both ends included.
  var versions: (oldest: String, newest: String?) {
    switch (major, minor) {
    case (...4, _): ("11.4", "11.8")
    case (5, _), (6, _), (7, 0), (7, 2): ("12.0", "12.9")
    case (10, 0), (12, 0): ("12.8", nil)
    case (10, 1): ("12.8", "12.9")
    case (10, 3), (12, 1): ("12.9", nil)
    case (11, 0): ("13.0", nil)
    default: ("12.0", nil)
    }
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.major, left.minor) < (right.major, right.minor)
  }
}
