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

  /// A host with what belongs to it.
  struct Host: TemplateScope {
    let plan: Plan
    let place: HostPlace

    static let holes: [TemplateHole<Host>] = [
      .attributePath("host") { [$0.place.name] },
      .literal("hostModule") { .path("./\($0.place.folder)") },
      .literal("modules") { .path("./\($0.place.modules)") },
    ]
  }

  /// A host that colmena knows.
  struct Machine: TemplateScope {
    struct Imports: TemplateScope {
      let place: HostPlace
      static let holes: [TemplateHole<Imports>] = [
        .literal("hostModule") { .path("./\($0.place.folder)") },
        .literal("modules") { .path("./\($0.place.modules)") },
      ]
    }

    let host: Host
    let isLone: Bool
    static let holes: [TemplateHole<Machine>] = [
      .attributePath("host") { [$0.host.place.name] },
      .literal("target") { .string($0.host.plan.address) },
      .optional("imports") { $0.isLone ? Imports(place: $0.host.place) : nil },
    ]
  }

  /// A host that deploy-rs knows.
  struct Node: TemplateScope {
    let host: Host
    static let holes: [TemplateHole<Node>] = [
      .attributePath("host") { [$0.host.place.name] },
      .literal("target") { .string($0.host.plan.address) },
      .attributePath("hostSystem") { [$0.host.plan.host.system] },
    ]
  }

  /// A host of another system than the first.
  struct Foreigner: TemplateScope {
    let host: Host
    static let holes: [TemplateHole<Foreigner>] = [
      .attributePath("host") { [$0.host.place.name] },
      .attributePath("hostSystem") { [$0.host.plan.host.system] },
    ]
  }

  struct Overlay: TemplateScope {
    let place: HostPlace
    let usesInputs: Bool
    static let holes: [TemplateHole<Overlay>] = [
      .attributePath("overlay") { [$0.place.overlayName] },
      .literal("overlayFile") { .path("./\($0.place.overlay)") },
      .flag("usesInputs") { $0.usesInputs },
    ]
  }

  struct Home: TemplateScope {
    let user: String
    let plan: Plan
    static let holes: [TemplateHole<Home>] = [
      .attributePath("home") { ["\($0.user)@\($0.plan.host.name)"] },
      .attributePath("homeSystem") { [$0.plan.host.system] },
      .literal("file") { .path("./home/\($0.user).nix") },
      .literal("user") { .string($0.user) },
      .literal("folder") { .string("/home/\($0.user)") },
    ]
  }

  struct System: TemplateScope {
    let name: String
    static let holes: [TemplateHole<System>] = [.attributePath("system") { [$0.name] }]
  }

  private let first: Plan
  private let hosts: [Host]

  /// Nil without a plan.
  init?(plans: [Plan]) {
    guard let first = plans.first else { return nil }
    self.first = first
    hosts = plans.enumerated().map { index, plan in
      Host(plan: plan, place: HostPlace(plan.host.name, isFirst: index == 0))
    }
  }

  /// The inputs of all hosts, each once.
  private var inputs: [Input] {
    var byName: [String: FlakeInput] = [:]
    for input in hosts.flatMap(\.plan.inputs) { byName[input.name] = input }
    return byName.keys.sorted().compactMap { byName[$0] }.map(Input.init)
  }

  private var overlays: [Overlay] {
    hosts.filter(\.plan.hasOverlay).map {
      Overlay(place: $0.place, usesInputs: $0.plan.llama?.overlayUsesInputs ?? false)
    }
  }

  private var homes: [Home] {
    hosts.filter { $0.plan.flake.home == .standalone }.flatMap { host in
      host.plan.accounts.accounts.map { Home(user: $0.user.name, plan: host.plan) }
    }
  }

  private var foreigners: [Foreigner] {
    hosts.filter { $0.plan.host.system != first.host.system }.map(Foreigner.init)
  }

  private var systems: [System] {
    Set(hosts.map(\.plan.host.system)).sorted().map(System.init)
  }

  static let holes: [TemplateHole<FlakeScope>] = [
    .literal("description") { .string($0.first.host.description) },
    .flag("severalInputs") { !$0.inputs.isEmpty },
    .list("inputs") { $0.inputs },
    .literal("nixpkgs") { .string($0.first.release.url) },
    .flag("hasOverlays") { !$0.overlays.isEmpty },
    .list("overlays") { $0.overlays },
    .flag("fleet") { $0.hosts.count > 1 },
    .list("hosts") { $0.hosts },
    .list("machines") { scope in
      scope.hosts.map { Machine(host: $0, isLone: scope.hosts.count == 1) }
    },
    .list("nodes") { $0.hosts.map(Node.init) },
    .flag("hasHomes") { !$0.homes.isEmpty },
    .list("homes") { $0.homes },
    .flag("colmena") { $0.first.flake.deployment == .colmena },
    .attributePath("firstSystem") { [$0.first.host.system] },
    .flag("hasForeigners") { !$0.foreigners.isEmpty },
    .list("foreigners") { $0.foreigners },
    .flag("deployRS") { $0.first.flake.deployment == .deployRS },
    .list("systems") { $0.systems },
  ]
}

/// `modules/default.nix`, and that of a further host.
struct ModulesScope: TemplateScope {
  struct Module: TemplateScope {
    let path: String
    static let holes: [TemplateHole<Module>] = [.literal("module") { .path($0.path) }]
  }

  let paths: [String]
  static let holes: [TemplateHole<ModulesScope>] = [
    .list("modules") { $0.paths.map(Module.init) }
  ]
}

/// `hosts/NAME/default.nix`.
struct HostScope: TemplateScope {
  let isFirst: Bool
  static let holes: [TemplateHole<HostScope>] = [.flag("isFirst") { $0.isFirst }]
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

  struct Overlay: TemplateScope {
    let name: String
    static let holes: [TemplateHole<Overlay>] = [.attributePath("overlayName") { [$0.name] }]
  }

  struct Named: TemplateScope {
    let names: [String]
    static let holes: [TemplateHole<Named>] = [.literal("names") { .strings($0.names) }]
  }

  let plan: Plan
  /// The name of the overlay for llama.cpp, should there be one.
  let overlay: String

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
    .optional("overlay") { $0.plan.hasOverlay ? Overlay(name: $0.overlay) : nil },
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
