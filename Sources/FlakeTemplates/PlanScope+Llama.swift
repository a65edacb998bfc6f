import HostModel
import NixLanguage

/// `llama-cpp = …` of an overlay: the package with arguments and flags, in the dialect of its source.
struct LlamaPackageScope: TemplateScope {
  /// One argument of `.override`.
  struct Argument: TemplateScope {
    struct Literal: TemplateScope {
      let name: String
      let literal: NixLiteral
      static let holes: [TemplateHole<Literal>] = [
        .attributePath("argument") { [$0.name] }, .literal("value") { $0.literal },
      ]
    }

    /// The set of CUDA packages, in which the targets and the version are.
    struct CUDA: TemplateScope {
      let path: [String]
      static let holes: [TemplateHole<CUDA>] = [.attributePath("cudaPackages") { $0.path }]
    }

    var literal: Literal?
    var cuda: CUDA?
    static let holes: [TemplateHole<Argument>] = [
      .optional("literal") { $0.literal }, .optional("cuda") { $0.cuda },
    ]

    init(_ name: String, _ literal: NixLiteral) {
      self.literal = Literal(name: name, literal: literal)
    }

    init(cudaPackages path: [String]) { cuda = CUDA(path: path) }
  }

  /// One CMake flag, by its kind.
  struct Flag: TemplateScope {
    struct Pair: TemplateScope {
      let variable: String
      let literal: NixLiteral
      static let holes: [TemplateHole<Pair>] = [
        .literal("variable") { .string($0.variable) }, .literal("value") { $0.literal },
      ]
    }

    let setting: LlamaPlan.Setting
    static let holes: [TemplateHole<Flag>] = [
      .optional("switch") { flag -> Pair? in
        guard case .boolean(let value) = flag.setting.value else { return nil }
        return Pair(variable: flag.setting.name, literal: .bool(value))
      },
      .optional("feature") { flag -> Pair? in
        switch flag.setting.value {
        case .integer(let value):
          return Pair(variable: flag.setting.name, literal: .string(String(value)))
        case .text(let text): return Pair(variable: flag.setting.name, literal: .string(text))
        default: return nil
        }
      },
    ]
  }

  let arguments: [Argument]
  let flags: [Flag]
  /// Whether it stands in upstream's scope of packages, which has no `lib`.
  let isInScope: Bool

  var isChanged: Bool { !arguments.isEmpty || !flags.isEmpty }

  static let holes: [TemplateHole<LlamaPackageScope>] = [
    .list("arguments") { $0.arguments },
    .list("flags") { $0.flags },
    // In a scope of packages the name `prev` would hide that of the overlay around it.
    .attributePath("previous") { [$0.isInScope ? "previous" : "prev"] },
    .attributePath("library") { $0.isInScope ? ["final", "lib"] : ["prev", "lib"] },
    .flag("both") { !$0.arguments.isEmpty && !$0.flags.isEmpty },
    .flag("argumentsOnly") { !$0.arguments.isEmpty && $0.flags.isEmpty },
    .flag("flagsOnly") { $0.arguments.isEmpty && !$0.flags.isEmpty },
  ]

  /// - Parameter supported: whether the instance has the support switched on already.
  init(_ llama: LlamaPlan, supported: Bool) {
    let upstream = llama.source == .upstream
    var arguments: [Argument] = []
    switch llama.acceleration.value {
    case .cuda where !supported:
      arguments.append(Argument(upstream ? "useCuda" : "cudaSupport", true))
    case .rocm where !supported:
      arguments.append(Argument(upstream ? "useRocm" : "rocmSupport", true))
    case .vulkan: arguments.append(Argument(upstream ? "useVulkan" : "vulkanSupport", true))
    case .cuda, .rocm, .cpu: break
    }
    if llama.alsoVulkan.value {
      arguments.append(Argument(upstream ? "useVulkan" : "vulkanSupport", true))
    }
    if let path = Self.cudaPackages(llama, supported: supported) {
      arguments.append(Argument(cudaPackages: path))
    }
    if llama.rpc { arguments.append(Argument(upstream ? "useRpc" : "rpcSupport", true)) }
    let targets = llama.rocmTargets.value
    if !targets.isEmpty {
      arguments.append(
        Argument(
          "rocmGpuTargets",
          upstream ? .string(targets.joined(separator: ";")) : .strings(targets)))
    }
    self.arguments = arguments
    flags = llama.cmakeFlags.map(Flag.init)
    isInScope = upstream
  }

  /// The CUDA set where it is not the default of the instance that the package is built in.
  private static func cudaPackages(_ llama: LlamaPlan, supported: Bool) -> [String]? {
    guard llama.acceleration.value == .cuda else { return nil }
    let set =
      llama.cudaVersion.map { version in
        "cudaPackages_" + version.value.split(separator: ".").joined(separator: "_")
      }
    // An instance has the targets in its configuration.
    if supported { return set.map { ["prev", $0] } }
    if let capability = llama.cudaCapabilities.value.first {
      return ["final", "pkgsForCudaArch", architecture(of: capability), set ?? "cudaPackages"]
    }
    return set.map { ["final", $0] }
  }

  /// `8.6` as `sm_86`.
  private static func architecture(of capability: String) -> String {
    "sm_" + capability.split(separator: ".").joined()
  }
}

/// `modules/llama-cpp.nix`.
struct LlamaScope: TemplateScope {
  struct Setting: TemplateScope {
    let setting: LlamaPlan.Setting
    static let holes: [TemplateHole<Setting>] = [
      .attributePath("name") { [$0.setting.name] },
      .literal("value") { NixLiteral($0.setting.value) },
    ]
  }

  /// Where the modules of llama-cpp listen by themselves, which needs no saying.
  private enum Default {
    static let host = "127.0.0.1"
    /// Also that of llama-swap.
    static let port = 8080
  }

  private static func host(_ host: String) -> ValueScope? {
    host == Default.host ? nil : ValueScope(.string(host))
  }

  private static func port(_ port: Int) -> ValueScope? {
    port == Default.port ? nil : ValueScope(.integer(port))
  }

  /// The flags of llama-server as attributes.
  struct Settings: TemplateScope {
    let service: LlamaPlan.Service
    /// Nil when there is none to set.
    init?(_ service: LlamaPlan.Service) {
      guard host(service.host) != nil || port(service.port) != nil || !service.settings.isEmpty
      else { return nil }
      self.service = service
    }

    static let holes: [TemplateHole<Settings>] = [
      .optional("host") { host($0.service.host) }, .optional("port") { port($0.service.port) },
      .list("flags") { $0.service.settings.map(Setting.init) },
    ]
  }

  /// The same flags for releases before `settings`: a model is a path, all others are arguments.
  struct Options: TemplateScope {
    let service: LlamaPlan.Service

    private var model: LlamaPlan.Setting? { service.settings.first { $0.name == "model" } }

    private var arguments: [String] {
      service.settings.filter { $0.name != "model" }.flatMap(\.arguments)
    }

    static let holes: [TemplateHole<Options>] = [
      .optional("host") { host($0.service.host) }, .optional("port") { port($0.service.port) },
      .optional("model") { $0.model.map { ValueScope(NixLiteral($0.value)) } },
      .optional("arguments") { ValueScope(unlessEmpty: $0.arguments) },
    ]
  }

  struct Service: TemplateScope {
    let llama: LlamaPlan
    let service: LlamaPlan.Service
    /// Whether the release has `settings`; older ones have an option for each flag that matters.
    let hasSettings: Bool
    static let holes: [TemplateHole<Service>] = [
      .optional("because") {
        $0.llama.acceleration.value == .cpu ? ReasonScope($0.llama.acceleration) : nil
      },
      .flag("upstream") { $0.llama.source == .upstream },
      .flag("openFirewall") { $0.service.openFirewall },
      .optional("settings") { $0.hasSettings ? Settings($0.service) : nil },
      .optional("options") { $0.hasSettings ? nil : Options(service: $0.service) },
    ]
  }

  /// What the unit of llama-server lacks.
  struct ServiceUnit: TemplateScope {
    let service: LlamaPlan.Service

    /// Nil when it lacks nothing.
    init?(_ service: LlamaPlan.Service) {
      guard !service.environment.isEmpty || service.seesMemory.value else { return nil }
      self.service = service
    }

    static let holes: [TemplateHole<ServiceUnit>] = [
      .flag("hasEnvironment") { !$0.service.environment.isEmpty },
      .list("environment") { $0.service.environment.map(Setting.init) },
      .optional("memory") {
        $0.service.seesMemory.value ? ReasonScope($0.service.seesMemory.reason) : nil
      },
    ]
  }

  /// llama-swap with its models.
  struct Swap: TemplateScope {
    struct Model: TemplateScope {
      struct Word: TemplateScope {
        let word: String
        static let holes: [TemplateHole<Word>] = [.literal("word") { .string($0.word) }]
      }

      let model: LlamaPlan.Swap.Model
      let idle: Int?
      let package: [String]
      static let holes: [TemplateHole<Model>] = [
        .attributePath("name") { [$0.model.name] },
        .attributePath("package") { $0.package },
        .list("words") { $0.model.arguments.map(Word.init) },
        .optional("idle") { $0.idle.map { ValueScope(.integer($0)) } },
      ]
    }

    let llama: LlamaPlan
    let swap: LlamaPlan.Swap
    /// Whether the release has an option for the address.
    let hasAddress: Bool

    /// As it stands before a colon and the port.
    private var address: String { swap.host.contains(":") ? "[\(swap.host)]" : swap.host }

    static let holes: [TemplateHole<Swap>] = [
      .optional("address") { $0.hasAddress ? ValueScope(.string($0.address)) : nil },
      .optional("port") { port($0.swap.port) },
      .flag("openFirewall") { $0.swap.openFirewall },
      .flag("fetches") { $0.swap.fetches },
      .list("models") { scope in
        scope.swap.models.map {
          Model(model: $0, idle: scope.swap.idle, package: ["pkgs"] + scope.llama.packagePath)
        }
      },
    ]
  }

  /// What the unit of llama-swap lacks.
  struct SwapUnit: TemplateScope {
    let swap: LlamaPlan.Swap

    /// Nil when it lacks nothing.
    init?(_ swap: LlamaPlan.Swap) {
      if swap.environment.isEmpty { return nil }
      self.swap = swap
    }

    static let holes: [TemplateHole<SwapUnit>] = [
      .list("environment") { $0.swap.environment.map(Setting.init) }
    ]
  }

  /// The unit that lends the GPUs.
  struct Worker: TemplateScope {
    let llama: LlamaPlan
    let worker: LlamaPlan.Worker
    static let holes: [TemplateHole<Worker>] = [
      .attributePath("package") { ["pkgs"] + $0.llama.packagePath },
      .literal("workerHost") { .string($0.worker.host) },
      .literal("workerPort") { _ in .string(String(LlamaPlan.Worker.port)) },
    ]
  }

  struct Program: TemplateScope {
    let path: [String]
    static let holes: [TemplateHole<Program>] = [.attributePath("program") { $0.path }]
  }

  /// Python modules are of use only inside of an interpreter that has them.
  struct Python: TemplateScope {
    struct Module: TemplateScope {
      let path: [String]
      static let holes: [TemplateHole<Module>] = [.attributePath("module") { $0.path }]
    }

    let interpreter: [String]
    let modules: [[String]]
    static let holes: [TemplateHole<Python>] = [
      .attributePath("interpreter") { $0.interpreter },
      .list("modules") { $0.modules.map(Module.init) },
    ]
  }

  let llama: LlamaPlan
  let dialect: Release.Dialect

  private var prefix: [String] { llama.way.value == .instance ? [llama.instanceName] : [] }

  private var hasUnits: Bool { runs || llama.worker != nil }
  private var serviceUnit: ServiceUnit? { llama.service.flatMap(ServiceUnit.init) }
  private var swapUnit: SwapUnit? { llama.swap.flatMap(SwapUnit.init) }
  /// Whether a unit of a module is changed.
  private var changesUnit: Bool { serviceUnit != nil || swapUnit != nil }
  /// Whether models are served, and so the first part of the module is there.
  private var runs: Bool { llama.service != nil || llama.swap != nil }

  private var programs: [Program] {
    (!hasUnits ? [Program(path: llama.packagePath)] : [])
      + llama.packages.filter { Self.pythonModule($0) == nil }.map {
        Program(path: prefix + $0.split(separator: ".").map(String.init))
      }
  }

  private var python: Python? {
    let modules = llama.packages.compactMap(Self.pythonModule)
    return modules.isEmpty ? nil : Python(interpreter: prefix + ["python3"], modules: modules)
  }

  private static func pythonModule(_ name: String) -> [String]? {
    let path = name.split(separator: ".").map(String.init)
    return path.first == "python3Packages" && path.count > 1 ? Array(path.dropFirst()) : nil
  }

  private var hasPrograms: Bool { !programs.isEmpty || python != nil }

  static let holes: [TemplateHole<LlamaScope>] = [
    .optional("arguments") {
      ArgumentsScope([
        $0.llama.service?.seesMemory.value == true || $0.llama.swap != nil || $0.llama.worker != nil
          ? "lib" : nil,
        $0.hasPrograms || $0.llama.source == .upstream || $0.llama.swap != nil
          || $0.llama.worker != nil ? "pkgs" : nil,
      ])
    },
    .optional("service") { scope in
      scope.llama.service.map {
        Service(llama: scope.llama, service: $0, hasSettings: scope.dialect.llamaSettings)
      }
    },
    .optional("swap") { scope in
      scope.llama.swap.map {
        Swap(llama: scope.llama, swap: $0, hasAddress: scope.dialect.swapAddress)
      }
    },
    .optional("worker") { scope in
      scope.llama.worker.map { Worker(llama: scope.llama, worker: $0) }
    },
    .optional("lentPorts") {
      $0.llama.worker?.openFirewall ?? false
        ? ValueScope(.list([.integer(LlamaPlan.Worker.port)])) : nil
    },
    .flag("afterService") { $0.runs },
    .optional("serviceUnit") { $0.serviceUnit },
    .optional("swapUnit") { $0.swapUnit },
    .flag("units") { $0.changesUnit || $0.llama.worker != nil },
    .flag("afterUnit") { $0.changesUnit },
    .flag("hasPrograms") { $0.hasPrograms },
    .flag("afterUnits") { $0.hasUnits },
    .list("programs") { $0.programs },
    .optional("python") { $0.python },
  ]
}

extension LlamaPlan {
  /// The path of llama.cpp below `pkgs`.
  var packagePath: [String] {
    source == .upstream ? ["llamaPackages", "llama-cpp"] : ["llama-cpp"]
  }

  /// The attribute of the second instance.
  var instanceName: String { acceleration.value == .rocm ? "pkgsRocm" : "pkgsCuda" }
}
