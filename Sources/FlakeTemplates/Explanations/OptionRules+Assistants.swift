import HostModel

/// Ollama and Open WebUI, and what of the machine computes.
extension OptionRule {
  static let assistants: [OptionRule] = [
    OptionRule(
      "services.ollama.package", "the build for the cards", ["llama.acceleration"],
      facts: Facts { $0.computing($0.assistants.ollama?.acceleration.value) }
    ) { Reason($0.assistants.ollama?.acceleration) },
    OptionRule("services.ollama.enable", "a server for language models", ["ollama.enable"]),
    OptionRule("services.ollama.loadModels", "models to fetch", ["ollama.models"]),
    OptionRule(
      "services.ollama.rocmOverrideGfx", "ROCm is built for a near relative", of: [.amd]),
    OptionRule("services.open-webui.enable", "conversations in the browser", ["webui.enable"]),
    OptionRule("services.open-webui.port", "the port of the page", ["webui.port"]),
    OptionRule("services.open-webui.environment.*", "where it finds models", ["webui.enable"]),
    OptionRule("services.open-webui.host", "for the network", ["webui.openFirewall"]),
    OptionRule("services.open-webui.openFirewall", "for the network", ["webui.openFirewall"]),
  ]
}

extension OptionCase {
  /// The parts of the machine that an acceleration computes with.
  func computing(_ acceleration: LlamaPlan.Acceleration?) -> [String] {
    switch acceleration {
    case .cuda: facts(about: .nvidia)
    case .rocm: facts(about: .amd)
    case .vulkan: facts(about: .gpus)
    case .cpu, nil: facts(about: .processor, .memory)
    }
  }
}
