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
  package func render(_ plan: Plan) throws(TemplateFailure) -> RenderedTree {
    var output = Output(templates: templates)
    var modules: [String] = []
    func module<Scope: TemplateScope>(_ name: String, _ scope: Scope?) {
      guard let scope else { return }
      output.add("modules/\(name).nix", "\(name).nix", scope)
      modules.append(name)
    }
    let users = plan.accounts.accounts.map(\.user.name)
    module("backups", plan.services.backup.map(BackupScope.init))
    module("boot", BootScope(plan: plan))
    module("desktop", DesktopScope(plan.desktop))
    module("drift", plan.drift.map(DriftScope.init))
    let dialect = plan.release.dialect
    module("graphics", plan.graphics.map { GraphicsScope(graphics: $0, dialect: dialect) })
    module("home", plan.flake.home == .system ? HomeScope(users: users) : nil)
    module("llama-cpp", plan.llama.map { LlamaScope(llama: $0, dialect: dialect) })
    module("locale", LocaleScope(host: plan.host))
    module("network", NetworkScope(plan: plan))
    module("nix", NixScope(plan: plan))
    module("ollama", plan.assistants.ollama.map(OllamaScope.init))
    module("open-webui", plan.assistants.webUI.map(WebUIScope.init))
    module("secrets", SecretsScope(plan))
    module("services", ServicesScope(plan.services))
    module("system", SystemScope(plan: plan))
    module("upgrades", plan.services.upgrades.map(UpgradesScope.init))
    module("users", plan.accounts.isEmpty ? nil : UsersScope(accounts: plan.accounts))
    module("virtualisation", VirtualisationScope(plan))
    output.add("modules/default.nix", "modules.default.nix", ModulesScope(names: modules))
    output.add("flake.nix", "flake.nix", FlakeScope(plan: plan))
    if let llama = plan.llama, plan.hasOverlay {
      let scope = OverlayScope(llama: llama, unfree: plan.nix.unfree, dialect: dialect)
      output.add("overlays/llama-cpp.nix", "overlay.llama-cpp.nix", scope)
    }
    let host = "hosts/\(plan.host.name)"
    output.add("\(host)/default.nix", "host.default.nix", HostScope(), userOwned: true)
    output.add("\(host)/hardware.nix", "host.hardware.nix", HardwareScope(plan: plan))
    if let layout = plan.storage.layout {
      let scope = DiskoScope(layout: layout, host: plan.host.name)
      output.add("\(host)/disko.nix", "host.disko.nix", scope)
    }
    for user in plan.flake.home == nil ? [] : users {
      let scope = HomeUserScope(stateVersion: plan.host.stateVersion.value)
      output.add("home/\(user).nix", "home.user.nix", scope, userOwned: true)
    }
    output.add("answers.nix", plan.answers.nixText)
    guard output.problems.isEmpty else { throw TemplateFailure(output.problems) }
    return output.tree
  }

  /// The files so far.
  private struct Output {
    let templates: TemplateSet
    var tree = RenderedTree()
    var problems: [Diagnostic] = []

    mutating func add<Scope: TemplateScope>(
      _ path: String, _ template: String, _ scope: Scope, userOwned: Bool = false
    ) {
      guard let text = templates.render(template, scope) else {
        problems.append(.error("template-missing", "there is no template `\(template)`"))
        return
      }
      add(path, text, userOwned: userOwned)
    }

    /// Adds a file in its brief form, formatted.
    mutating func add(_ path: String, _ text: String, userOwned: Bool = false) {
      let parsed = Parser.parse(SourceFile(name: path, text: text))
      guard parsed.isWhole else {
        problems += parsed.problems.map(\.diagnostic)
        return
      }
      do {
        let brief = SourceFile(name: path, bytes: ConciseSource.rewrite(parsed.tree))
        let formatted = try NixFormatter.format(brief)
        tree[path] = RenderedTree.File(bytes: formatted, userOwned: userOwned)
      } catch {
        problems += error.diagnostics
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
