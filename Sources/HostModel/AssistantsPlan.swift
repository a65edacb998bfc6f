/// Ollama and Open WebUI.
package struct AssistantsPlan: Sendable, Hashable {
  package struct Ollama: Sendable, Hashable {
    package var acceleration: Decision<LlamaPlan.Acceleration>
    package var models: [String]
    /// What HIP takes the cards for, where ROCm knows a near relative only.
    package var rocmOverride: String?

    /// The attribute of nixpkgs.
    package var package: String { "ollama-\(acceleration.value.rawValue)" }
  }

  package struct WebUI: Sendable, Hashable {
    package var port: Int
    package var openFirewall: Bool
    /// Where it finds the models, by the names of its variables, sorted.
    package var environment: [LlamaPlan.Setting]
  }

  package var ollama: Ollama?
  package var webUI: WebUI?

  /// Unfree names that the host's own instance needs, as lib.getName gives them.
  package var unfree: [String] {
    // Ollama links the parts of CUDA that llama.cpp links.
    let cuda =
      ollama?.acceleration.value == .cuda
      ? ["cuda_cccl", "cuda_cudart", "cuda_nvcc", "libcublas"] : []
    return cuda + (webUI == nil ? [] : ["open-webui"])
  }
}

extension Planner {
  mutating func assistantsPlan(graphics: GraphicsPlan?, llama: LlamaPlan?) -> AssistantsPlan {
    AssistantsPlan(
      ollama: answers[.ollama] ? ollama(graphics, llama) : nil,
      webUI: answers[.webUI] ? webUI(llama) : nil)
  }

  private mutating func ollama(
    _ graphics: GraphicsPlan?, _ llama: LlamaPlan?
  ) -> AssistantsPlan.Ollama {
    // The same cards by the same driver as llama.cpp; without llama.cpp what it would have taken.
    let acceleration = llama?.acceleration ?? bestAcceleration(graphics)
    let cards = hardware.amdGPUs
    let override =
      acceleration.value == .rocm && !cards.contains { $0.model.rocm == .target }
      ? cards.compactMap(\.model.hsaOverrideGFXVersion).first : nil
    return AssistantsPlan.Ollama(
      acceleration: acceleration, models: answers[.ollamaModels], rocmOverride: override)
  }

  private mutating func webUI(_ llama: LlamaPlan?) -> AssistantsPlan.WebUI {
    let port = answers[.webUIPort]
    if let service = llama?.endpoint, service.port == port {
      fail(
        "port-twice", [AnswerKey.webUIPort.id, AnswerKey.llamaPort.id],
        "Open WebUI and llama.cpp both listen on port \(port)", fix: "choose another webui.port")
    }
    if answers[.unfree] == "none" {
      fail(
        "unfree-webui", [AnswerKey.webUI.id, AnswerKey.unfree.id],
        "the licence of Open WebUI is unfree, but nix.unfree is \"none\"",
        fix: "choose nix.unfree = \"named\", or use the page of llama-server itself")
    }
    var environment: [String: String] = [
      // Nothing about its users leaves the machine.
      "ANONYMIZED_TELEMETRY": "False", "DO_NOT_TRACK": "True", "SCARF_NO_ANALYTICS": "True",
    ]
    if let service = llama?.endpoint {
      let wildcards = ["0.0.0.0", "::"]
      let host = wildcards.contains(service.host) ? "127.0.0.1" : service.host
      let address = host.contains(":") ? "[\(host)]" : host
      environment["OPENAI_API_BASE_URL"] = "http://\(address):\(service.port)/v1"
    }
    if answers[.ollama] {
      environment["OLLAMA_BASE_URL"] = "http://127.0.0.1:11434"
    } else {
      environment["ENABLE_OLLAMA_API"] = "False"
    }
    if llama?.endpoint == nil, !answers[.ollama] {
      remark(
        "webui-without-models", "Open WebUI has neither llama-server nor Ollama to talk to",
        fix: "set llama.service or ollama.enable")
    }
    return AssistantsPlan.WebUI(
      port: port, openFirewall: answers[.webUIOpenFirewall],
      environment: environment.sorted { $0.key < $1.key }.map { .init($0.key, .text($0.value)) })
  }
}
