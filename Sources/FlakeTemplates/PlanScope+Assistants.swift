import HostModel
import NixLanguage

/// `modules/ollama.nix`.
struct OllamaScope: TemplateScope {
  let ollama: AssistantsPlan.Ollama
  static let holes: [TemplateHole<OllamaScope>] = [
    .optional("because") { ReasonScope($0.ollama.acceleration) },
    .attributePath("package") { ["pkgs", $0.ollama.package] },
    .optional("models") { ValueScope(unlessEmpty: $0.ollama.models) },
    .optional("override") { $0.ollama.rocmOverride.map { ValueScope(.string($0)) } },
  ]
}

/// `modules/open-webui.nix`.
struct WebUIScope: TemplateScope {
  struct Variable: TemplateScope {
    let setting: LlamaPlan.Setting
    static let holes: [TemplateHole<Variable>] = [
      .attributePath("name") { [$0.setting.name] },
      .literal("value") { NixLiteral($0.setting.value) },
    ]
  }

  let webUI: AssistantsPlan.WebUI
  static let holes: [TemplateHole<WebUIScope>] = [
    .literal("port") { .integer($0.webUI.port) },
    .flag("openFirewall") { $0.webUI.openFirewall },
    .list("environment") { $0.webUI.environment.map(Variable.init) },
  ]
}
