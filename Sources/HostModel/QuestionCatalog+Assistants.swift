extension AnswerKey where Value == Bool {
  package static var ollama: Self { Self("ollama.enable") }
  package static var webUI: Self { Self("webui.enable") }
  package static var webUIOpenFirewall: Self { Self("webui.openFirewall") }
}

extension AnswerKey where Value == [String] {
  package static var ollamaModels: Self { Self("ollama.models") }
}

extension AnswerKey where Value == Int {
  package static var webUIPort: Self { Self("webui.port") }
}

extension QuestionCatalog {
  /// Programs around language models beside llama.cpp.
  static let assistants: [Question] = [
    Question(
      AnswerKey.ollama.id, .boolean, label: "Set up Ollama",
      help: """
        Fetches models by name from ollama.com and runs them when asked, on the same GPUs as \
        llama.cpp.
        """,
      fixed: .boolean(false)),
    Question(
      AnswerKey.ollamaModels.id, .list(of: .text(.line("a model")), noun: "models"),
      label: "Models for Ollama",
      help: "Models to fetch when the machine starts, such as qwen3:8b.", fixed: .list([])
    ) { $0[.ollama] ? nil : "ollama.enable is false" },
    Question(
      AnswerKey.webUI.id, .boolean, label: "Set up Open WebUI",
      help: """
        Conversations in the browser, with accounts, for llama-server or Ollama on this machine. Its \
        licence is unfree.
        """,
      fixed: .boolean(false)),
    Question(
      AnswerKey.webUIPort.id, .integer(1...65_535), label: "Port of Open WebUI",
      help: "The port of the web page, another one than llama-server's.", fixed: .integer(8081),
      irrelevantWhen: unlessWebUI),
    Question(
      AnswerKey.webUIOpenFirewall.id, .boolean, label: "Open WebUI for the network",
      help:
        "Listens on all addresses and opens the firewall; the first account is the administrator.",
      fixed: .boolean(false), irrelevantWhen: unlessWebUI),
  ]

  @Sendable private static func unlessWebUI(_ context: DefaultContext) -> String? {
    context[.webUI] ? nil : "webui.enable is false"
  }
}
