package import HostModel
import NixLanguage
package import SourceText

/// Turns a plan into the files of a flake.
///
/// Templates say what a file looks like, scopes what stands in it; this type says which files there
/// are. The same plan gives the same bytes.
package struct FlakeRenderer: Sendable {
  private let templates: TemplateSet

  /// Loads the built-in templates, with those of the user's in place of their namesakes.
  package init(overrides: [String: SourceFile] = [:]) throws(TemplateFailure) {
    templates = try TemplateSet(
      builtIn: BuiltInTemplates.files, overrides: overrides,
      entries: [
        .init("flake.nix", FlakeScope.self),
        .init("overlay.llama-cpp.nix", OverlayScope.self),
        .init("modules.default.nix", ModulesScope.self),
        .init("backups.nix", BackupScope.self),
        .init("boot.nix", BootScope.self),
        .init("desktop.nix", DesktopScope.self),
        .init("drift.nix", DriftScope.self),
        .init("graphics.nix", GraphicsScope.self),
        .init("home.nix", HomeScope.self),
        .init("home.user.nix", HomeUserScope.self),
        .init("llama-cpp.nix", LlamaScope.self),
        .init("locale.nix", LocaleScope.self),
        .init("network.nix", NetworkScope.self),
        .init("nix.nix", NixScope.self),
        .init("ollama.nix", OllamaScope.self),
        .init("open-webui.nix", WebUIScope.self),
        .init("secrets.nix", SecretsScope.self),
        .init("services.nix", ServicesScope.self),
        .init("system.nix", SystemScope.self),
        .init("upgrades.nix", UpgradesScope.self),
        .init("users.nix", UsersScope.self),
        .init("virtualisation.nix", VirtualisationScope.self),
        .init("host.default.nix", HostScope.self),
        .init("host.disko.nix", DiskoScope.self),
        .init("host.hardware.nix", HardwareScope.self),
      ])
  }

  /// The tree of a host; see the manual for what each file is.
  package func render(_ plan: Plan) throws(TemplateFailure) -> RenderedTree { try render([plan]) }

  /// The tree of several hosts, of which the first has the top of the tree; see `HostPlace`.
  package func render(_ plans: [Plan]) throws(TemplateFailure) -> RenderedTree {
    var output = Output(templates: templates)
    for (index, plan) in plans.enumerated() {
      let place = HostPlace(plan.host.name, isFirst: index == 0)
      output.host = place.name
      addModules(of: plan, at: place, to: &output)
      addFiles(of: plan, at: place, to: &output)
    }
    output.host = nil
    if let flake = FlakeScope(plans: plans) { output.add("flake.nix", "flake.nix", flake) }
    guard output.problems.isEmpty else { throw TemplateFailure(output.problems) }
    return output.tree
  }

  private func addModules(of plan: Plan, at place: HostPlace, to output: inout Output) {
    let first = HostPlace(place.name, isFirst: true)
    var modules: [String] = []
    func module<Scope: TemplateScope>(_ name: String, _ scope: Scope?, shared: Scope? = nil) {
      guard let scope else { return }
      let template = "\(name).nix"
      let sharedPath = "\(first.modules)/\(name).nix"
      if !place.isFirst, HostPlace.sharedModules.contains(name),
        output.tree[sharedPath]?.bytes == output.formatted(sharedPath, template, shared ?? scope)
      {
        modules.append("../../../\(sharedPath)")
      } else {
        output.add("\(place.modules)/\(name).nix", template, scope)
        modules.append("./\(name).nix")
      }
    }
    let home =
      plan.flake.home == .system ? HomeScope(users: plan.accounts.accounts.map(\.user.name)) : nil
    let dialect = plan.release.dialect
    module("backups", plan.services.backup.map(BackupScope.init))
    module("boot", BootScope(plan: plan))
    module(
      "desktop", DesktopScope(plan.desktop, besideNVIDIA: plan.graphics?.nvidia != nil))
    module("drift", plan.drift.map(DriftScope.init))
    module("graphics", plan.graphics.map { GraphicsScope(graphics: $0, dialect: dialect) })
    module("home", home?.moved(to: place), shared: home)
    module("llama-cpp", plan.llama.map { LlamaScope(llama: $0, dialect: dialect) })
    module("locale", LocaleScope(host: plan.host))
    module("network", NetworkScope(plan: plan))
    module("nix", NixScope(plan: plan, overlay: place.overlayName))
    module("ollama", plan.assistants.ollama.map(OllamaScope.init))
    module("open-webui", plan.assistants.webUI.map(WebUIScope.init))
    module("secrets", SecretsScope(plan))
    module("services", ServicesScope(plan.services))
    module("system", SystemScope(plan: plan))
    module("upgrades", plan.services.upgrades.map(UpgradesScope.init))
    module("users", plan.accounts.isEmpty ? nil : UsersScope(accounts: plan.accounts))
    module("virtualisation", VirtualisationScope(plan))
    output.add(place.importList, "modules.default.nix", ModulesScope(paths: modules))
  }

  /// What is no module of a subject.
  private func addFiles(of plan: Plan, at place: HostPlace, to output: inout Output) {
    if let llama = plan.llama, plan.hasOverlay {
      let scope = OverlayScope(
        llama: llama, unfree: plan.nix.unfree, dialect: plan.release.dialect)
      output.add(place.overlay, "overlay.llama-cpp.nix", scope)
    }
    output.add(
      "\(place.folder)/default.nix", "host.default.nix", HostScope(isFirst: place.isFirst),
      userOwned: true)
    output.add("\(place.folder)/hardware.nix", "host.hardware.nix", HardwareScope(plan: plan))
    if let layout = plan.storage.layout {
      let scope = DiskoScope(layout: layout, host: place.name)
      output.add("\(place.folder)/disko.nix", "host.disko.nix", scope)
    }
    for user in plan.flake.home == nil ? [] : plan.accounts.accounts.map(\.user.name) {
      let path = "home/\(user).nix"
      // One for all hosts, of the age of the first that has the user.
      guard output.tree[path] == nil else { continue }
      let scope = HomeUserScope(stateVersion: plan.host.stateVersion.value)
      output.add(path, "home.user.nix", scope, userOwned: true)
    }
    output.add(place.answers, plan.answers.nixText)
  }

  /// The files so far.
  private struct Output {
    let templates: TemplateSet
    var tree = RenderedTree()
    /// The host that files are added for.
    var host: String?
    var problems: [Diagnostic] = []

    init(templates: TemplateSet) { self.templates = templates }

    mutating func add<Scope: TemplateScope>(
      _ path: String, _ template: String, _ scope: Scope, userOwned: Bool = false
    ) {
      guard let bytes = formatted(path, template, scope) else { return }
      tree[path] = RenderedTree.File(bytes: bytes, userOwned: userOwned, host: host)
    }

    mutating func add(_ path: String, _ text: String) {
      guard let bytes = formatted(path, text) else { return }
      tree[path] = RenderedTree.File(bytes: bytes, host: host)
    }

    /// The text of a file; nil with problems noted.
    mutating func formatted<Scope: TemplateScope>(
      _ path: String, _ template: String, _ scope: Scope
    ) -> [UInt8]? {
      guard let text = templates.render(template, scope) else {
        problems.append(.error("template-missing", "there is no template `\(template)`"))
        return nil
      }
      return formatted(path, text)
    }

    /// A text in its brief form, formatted.
    private mutating func formatted(_ path: String, _ text: String) -> [UInt8]? {
      let parsed = Parser.parse(SourceFile(name: path, text: text))
      guard parsed.isWhole else {
        problems += parsed.problems.map(\.diagnostic)
        return nil
      }
      do {
        let brief = SourceFile(name: path, bytes: ConciseSource.rewrite(parsed.tree))
        return try NixFormatter.format(brief)
      } catch {
        problems += error.diagnostics
        return nil
      }
    }
  }
}

extension AccountsPlan {
  /// Whether there is nothing to say in a module.
  fileprivate var isEmpty: Bool {
    accounts.isEmpty && mutable.value && rootPasswordFile == nil && rootKeys.isEmpty
  }
}
