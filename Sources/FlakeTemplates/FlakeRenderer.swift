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
        .init("boot.nix", BootScope.self),
        .init("desktop.nix", DesktopScope.self),
        .init("drift.nix", DriftScope.self),
        .init("graphics.nix", GraphicsScope.self),
        .init("llama-cpp.nix", LlamaScope.self),
        .init("locale.nix", LocaleScope.self),
        .init("network.nix", NetworkScope.self),
        .init("nix.nix", NixScope.self),
        .init("ollama.nix", OllamaScope.self),
        .init("open-webui.nix", WebUIScope.self),
        .init("system.nix", SystemScope.self),
        .init("users.nix", UsersScope.self),
        .init("host.default.nix", HostScope.self),
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
    module("boot", BootScope(plan: plan))
    module("desktop", plan.desktop.isConfigured ? DesktopScope(desktop: plan.desktop) : nil)
    module("drift", plan.drift.map(DriftScope.init))
    module("graphics", plan.graphics.map(GraphicsScope.init))
    module("llama-cpp", plan.llama.map(LlamaScope.init))
    module("locale", LocaleScope(host: plan.host))
    module("network", NetworkScope(plan: plan))
    module("nix", NixScope(plan: plan))
    module("ollama", plan.assistants.ollama.map(OllamaScope.init))
    module("open-webui", plan.assistants.webUI.map(WebUIScope.init))
    module("system", SystemScope(plan: plan))
    module("users", plan.accounts.accounts.isEmpty ? nil : UsersScope(accounts: plan.accounts))
    output.add("modules/default.nix", "modules.default.nix", ModulesScope(names: modules))
    output.add("flake.nix", "flake.nix", FlakeScope(plan: plan))
    if let llama = plan.llama, plan.hasOverlay {
      let scope = OverlayScope(llama: llama, unfree: plan.nix.unfree)
      output.add("overlays/llama-cpp.nix", "overlay.llama-cpp.nix", scope)
    }
    let host = "hosts/\(plan.host.name)"
    output.add("\(host)/default.nix", "host.default.nix", HostScope(), userOwned: true)
    output.add("\(host)/hardware.nix", "host.hardware.nix", HardwareScope(plan: plan))
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

extension DesktopPlan {
  /// Whether there is anything to say in a module.
  fileprivate var isConfigured: Bool {
    environment.value != .none || audio || bluetooth || printing
  }
}
