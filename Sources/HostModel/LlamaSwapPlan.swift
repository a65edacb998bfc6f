extension Planner {
  /// The unit of llama-swap; nil without models for it. What is answered about llama-server holds for
  /// each of them.
  mutating func swap(_ acceleration: LlamaPlan.Acceleration) -> LlamaPlan.Swap? {
    let models = answers[.llamaSwap].sorted { $0.key < $1.key }
    guard answers[.llamaService], !models.isEmpty else { return nil }
    checkSwap()
    let flags = (tuning() + answers[.llamaSettings].map { .init($0.key, $0.value) })
      .sorted { $0.name < $1.name }
    var fetches = false
    let commands = models.compactMap { name, value -> LlamaPlan.Swap.Model? in
      guard case .text(let model) = value, let flag = swappedModel(model, name: name) else {
        return nil
      }
      if flag.name == Self.repositoryFlag { fetches = true }
      // llama-swap puts a free port here.
      let words = ["--port", "${PORT}"] + ([flag] + flags).flatMap(\.arguments)
      return LlamaPlan.Swap.Model(name: name, arguments: words)
    }
    // The module of llama-cpp gives llama-server this variable, that of llama-swap does not.
    let cache = LlamaPlan.Setting("LLAMA_CACHE", .text(LlamaPlan.Swap.cache))
    let variables = environment(acceleration, cache: LlamaPlan.Swap.cache, fetches: fetches)
    return LlamaPlan.Swap(
      host: answers[.llamaHost], port: answers[.llamaPort],
      openFirewall: answers[.llamaOpenFirewall], models: commands,
      idle: answers[.llamaSwapIdle] == 0 ? nil : answers[.llamaSwapIdle], fetches: fetches,
      environment: (variables + (fetches ? [cache] : [])).sorted { $0.name < $1.name })
  }

  private mutating func checkSwap() {
    checkListening()
    if !answers[.llamaModel].isEmpty {
      fail(
        "model-beside-swap", [AnswerKey.llamaModel.id, AnswerKey.llamaSwap.id],
        "llama.model is the one model of llama-server, but llama-swap starts it by name",
        fix: "give it a name in llama.swap, and leave llama.model out")
    }
    if !release.dialect.swapAddress, Self.isLocal(answers[.llamaHost]) {
      remark(
        "swap-address",
        "llama-swap of \(release.name) listens on all addresses, as it has no option for one",
        fix: "leave the firewall on, or choose a newer host.release")
    }
  }

  /// The flag of a model. llama-swap replaces `${NAME}` in a command and refuses a name it does not
  /// know, with no way to write the characters themselves.
  private mutating func swappedModel(_ model: String, name: String) -> LlamaPlan.Setting? {
    guard !model.isEmpty, !model.contains("${") else {
      fail(
        "llama-model", [AnswerKey.llamaSwap.id],
        "\"\(model)\", the model of \(name), is neither a path nor user/repository of Hugging Face",
        fix: "write /var/lib/models/NAME.gguf or user/repository:quantisation")
      return nil
    }
    return modelFlag(model, AnswerKey.llamaSwap.id)
  }
}

extension LlamaPlan.Setting {
  /// The flag with its value, as words of a command line; none for a switch that is off.
  package var arguments: [String] {
    let flag = (name.utf8.count == 1 ? "-" : "--") + name
    switch value {
    case .boolean(let isOn): return isOn ? [flag] : []
    case .integer(let number): return [flag, String(number)]
    case .number(let number): return [flag, "\(number)"]
    case .text(let text): return [flag, text]
    case .list(let values):
      return values.flatMap { value -> [String] in
        if case .text(let text) = value { [flag, text] } else { [] }
      }
    case .record: return []
    }
  }
}
