import HostModel
import NixLanguage

/// `flake.nix`.
struct FlakeScope: TemplateScope {
  struct Input: TemplateScope {
    struct Unused: TemplateScope {
      struct Name: TemplateScope {
        let name: String
        static let holes: [TemplateHole<Name>] = [.attributePath("unusedName") { [$0.name] }]
      }

      let names: [String]
      static let holes: [TemplateHole<Unused>] = [.list("names") { $0.names.map(Name.init) }]
    }

    let input: FlakeInput
    static let holes: [TemplateHole<Input>] = [
      .attributePath("input") { [$0.input.name] },
      .literal("url") { .string($0.input.url) },
      .optional("unused") { $0.input.unused.isEmpty ? nil : Unused(names: $0.input.unused) },
    ]
  }

  struct Home: TemplateScope {
    let user: String
    let host: String
    static let holes: [TemplateHole<Home>] = [
      .attributePath("home") { ["\($0.user)@\($0.host)"] },
      .literal("file") { .path("./home/\($0.user).nix") },
      .literal("user") { .string($0.user) },
      .literal("folder") { .string("/home/\($0.user)") },
    ]
  }

  let plan: Plan
  static let holes: [TemplateHole<FlakeScope>] = [
    .literal("description") { .string($0.plan.host.description) },
    .flag("several") { !$0.plan.inputs.isEmpty },
    .list("inputs") { $0.plan.inputs.map(Input.init) },
    .literal("nixpkgs") { .string($0.plan.release.url) },
    .flag("overlay") { $0.plan.hasOverlay },
    .flag("standaloneHomes") { $0.plan.flake.home == .standalone },
    .list("homes") { scope in
      scope.plan.accounts.accounts.map { Home(user: $0.user.name, host: scope.plan.host.name) }
    },
    .flag("colmena") { $0.plan.flake.deployment == .colmena },
    .flag("deployRS") { $0.plan.flake.deployment == .deployRS },
    .literal("target") { .string($0.plan.address) },
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
  struct Program: TemplateScope {
    let editor: Editor
    static let holes: [TemplateHole<Program>] = [.attributePath("name") { [$0.editor.rawValue] }]
    init(_ editor: Editor) { self.editor = editor }
  }

  let plan: Plan
  static let holes: [TemplateHole<SystemScope>] = [
    .optional("arguments") {
      ArgumentsScope(["inputs", $0.plan.host.packages.isEmpty ? nil : "pkgs"])
    },
    .flag("environment") { !$0.plan.host.packages.isEmpty || $0.plan.host.editor.command != nil },
    .optional("command") { $0.plan.host.editor.command.map { ValueScope(.string($0)) } },
    .optional("editor") { $0.plan.host.editor.hasModule ? Program($0.plan.host.editor) : nil },
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

  struct Jobs: TemplateScope {
    let decision: Decision<Int>
    static let holes: [TemplateHole<Jobs>] = [
      .optional("because") { ReasonScope($0.decision) },
      .literal("value") { .integer($0.decision.value) },
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

  private var hasPredicate: Bool { named != nil && !plan.release.dialect.unfreeNames }

  private var hasConfig: Bool {
    plan.nix.unfree == .all || named != nil || plan.nix.acceptsNVIDIALicense
  }

  static let holes: [TemplateHole<NixScope>] = [
    .optional("arguments") {
      ArgumentsScope([$0.hasPredicate ? "lib" : nil, $0.plan.hasOverlay ? "outputs" : nil])
    },
    .optional("caches") { $0.plan.nix.caches.isEmpty ? nil : Caches(caches: $0.plan.nix.caches) },
    .optional("trusted") { ValueScope(unlessEmpty: $0.plan.nix.trustedUsers) },
    .optional("jobs") { $0.plan.nix.jobs.map(Jobs.init) },
    .flag("withoutChannels") { !$0.plan.nix.channels },
    .optional("collection") { $0.collection },
    .flag("optimise") { $0.plan.nix.optimises },
    .flag("nixpkgs") { $0.plan.hasOverlay || $0.hasConfig },
    .flag("overlay") { $0.plan.hasOverlay },
    .flag("config") { $0.hasConfig },
    .flag("all") { $0.plan.nix.unfree == .all },
    .optional("named") { $0.hasPredicate ? nil : $0.named },
    .optional("predicate") { $0.hasPredicate ? $0.named : nil },
    .flag("license") { $0.plan.nix.acceptsNVIDIALicense },
  ]
}

extension Plan {
  /// Whether the flake has an overlay for llama.cpp.
  var hasOverlay: Bool { llama?.isCustom ?? false }

  /// What other machines call this one.
  var address: String { network.domain.map { "\(host.name).\($0)" } ?? host.name }
}
