import HostModel
import NixLanguage

/// `flake.nix`.
struct FlakeScope: TemplateScope {
  struct Input: TemplateScope {
    let input: FlakeInput
    static let holes: [TemplateHole<Input>] = [
      .attributePath("name") { [$0.input.name] }, .literal("url") { .string($0.input.url) },
    ]
  }

  let plan: Plan
  static let holes: [TemplateHole<FlakeScope>] = [
    .literal("description") { .string($0.plan.host.description) },
    .list("inputs") { $0.plan.inputs.map(Input.init) },
    .flag("several") { !$0.plan.inputs.isEmpty },
    .literal("nixpkgs") { .string($0.plan.release.url) },
    .flag("overlay") { $0.plan.hasOverlay },
    .attributePath("host") { [$0.plan.host.name] },
    .literal("hostModule") { .path("./hosts/\($0.plan.host.name)") },
    .attributePath("system") { [$0.plan.host.system] },
  ]
}

/// `modules/default.nix`.
struct ModulesScope: TemplateScope {
  struct Module: TemplateScope {
    let name: String
    static let holes: [TemplateHole<Module>] = [.literal("module") { .path("./\($0.name).nix") }]
  }

  let names: [String]
  static let holes: [TemplateHole<ModulesScope>] = [
    .list("modules") { $0.names.map(Module.init) }
  ]
}

/// `hosts/NAME/default.nix`, which depends on nothing.
struct HostScope: TemplateScope {
  static let holes: [TemplateHole<HostScope>] = []
}

/// `modules/system.nix`.
struct SystemScope: TemplateScope {
  let plan: Plan
  static let holes: [TemplateHole<SystemScope>] = [
    .optional("arguments") {
      ArgumentsScope(["inputs", $0.plan.host.packages.isEmpty ? nil : "pkgs"])
    },
    .flag("hasPackages") { !$0.plan.host.packages.isEmpty },
    .list("packages") { $0.plan.host.packages.map { PackageScope($0) } },
    .literal("stateVersion") { .string($0.plan.host.stateVersion.value) },
  ]
}

/// `modules/nix.nix`.
struct NixScope: TemplateScope {
  struct Caches: TemplateScope {
    let caches: [BinaryCache]
    static let holes: [TemplateHole<Caches>] = [
      .literal("urls") { .strings($0.caches.map(\.url)) },
      .literal("keys") { .strings($0.caches.map(\.key)) },
    ]
  }

  struct Collection: TemplateScope {
    let dates: String
    let days: Int
    static let holes: [TemplateHole<Collection>] = [
      .literal("dates") { .string($0.dates) },
      .literal("options") { .string("--delete-older-than \($0.days)d") },
    ]
  }

  struct Named: TemplateScope {
    let names: [String]
    static let holes: [TemplateHole<Named>] = [.literal("names") { .strings($0.names) }]
  }

  let plan: Plan

  private var named: Named? {
    guard case .names(let names) = plan.nix.unfree, !names.isEmpty else { return nil }
    return Named(names: names)
  }

  private var collection: Collection? {
    guard case .every(let dates, let days) = plan.nix.collection else { return nil }
    return Collection(dates: dates, days: days)
  }

  private var hasConfig: Bool {
    plan.nix.unfree == .all || named != nil || plan.nix.acceptsNVIDIALicense
  }

  static let holes: [TemplateHole<NixScope>] = [
    .optional("arguments") { ArgumentsScope([$0.plan.hasOverlay ? "outputs" : nil]) },
    .optional("caches") { $0.plan.nix.caches.isEmpty ? nil : Caches(caches: $0.plan.nix.caches) },
    .optional("collection") { $0.collection },
    .flag("nixpkgs") { $0.plan.hasOverlay || $0.hasConfig },
    .flag("overlay") { $0.plan.hasOverlay },
    .flag("config") { $0.hasConfig },
    .flag("all") { $0.plan.nix.unfree == .all },
    .optional("named") { $0.named },
    .flag("license") { $0.plan.nix.acceptsNVIDIALicense },
  ]
}

extension Plan {
  /// Whether the flake has an overlay for llama.cpp.
  var hasOverlay: Bool { llama?.isCustom ?? false }
}
