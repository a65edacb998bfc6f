extension Planner {
  /// The unit of llama-server.
  mutating func service(_ acceleration: LlamaPlan.Acceleration) -> LlamaPlan.Service {
    checkListening()
    let model = modelFlag(answers[.llamaModel], AnswerKey.llamaModel.id)
    let flags = tuning() + answers[.llamaSettings].map { .init($0.key, $0.value) }
    let settings = ([model].compactMap { $0 } + flags).map { setting in
      LlamaPlan.Setting(setting.name, safe(setting.value))
    }
    let fetches = answers[.llamaModel].isEmpty || model?.name == Self.repositoryFlag
    return LlamaPlan.Service(
      host: answers[.llamaHost], port: answers[.llamaPort],
      openFirewall: answers[.llamaOpenFirewall],
      settings: settings.sorted { $0.name < $1.name },
      environment: environment(acceleration, cache: "/var/cache/llama-cpp", fetches: fetches),
      seesMemory: seesMemory(acceleration))
  }

  /// An address that everyone reaches has no password, and a firewall is open in vain for one that
  /// nobody reaches.
  mutating func checkListening() {
    let host = answers[.llamaHost]
    let local = Self.isLocal(host)
    if local, answers[.llamaOpenFirewall] {
      fail(
        "firewall-for-local", [AnswerKey.llamaOpenFirewall.id, AnswerKey.llamaHost.id],
        "the firewall is opened for llama-server, which listens on \(host) alone",
        fix: "choose llama.host = \"0.0.0.0\", or llama.openFirewall = false")
    } else if !local {
      remark(
        "llama-without-password", "llama-server asks for no password and listens on \(host)",
        fix: "set llama.settings.api-key-file, or listen on 127.0.0.1")
    }
  }

  /// The unit of rpc-server, which is of use to other machines only.
  mutating func worker() -> LlamaPlan.Worker {
    let host = answers[.llamaHost]
    if Self.isLocal(host) {
      fail(
        "worker-for-local", [AnswerKey.llamaRPCWorker.id, AnswerKey.llamaHost.id],
        "the GPUs are lent to other machines, but rpc-server listens on \(host) alone",
        fix: "choose the address in a trusted network as llama.host, or llama.rpcWorker = false")
    }
    return LlamaPlan.Worker(host: host, openFirewall: answers[.llamaOpenFirewall])
  }

  static func isLocal(_ host: String) -> Bool {
    ["127.0.0.1", "::1", "localhost"].contains(host)
  }

  /// The flags that have questions of their own.
  mutating func tuning() -> [LlamaPlan.Setting] {
    var settings: [LlamaPlan.Setting] = []
    var questions: [String: String] = [:]
    func add(_ flag: String, _ value: AnswerValue, _ question: String) {
      settings.append(LlamaPlan.Setting(flag, value))
      questions[flag] = question
    }
    if answers[.llamaContext] > 0 {
      add("ctx-size", .integer(answers[.llamaContext]), AnswerKey.llamaContext.id)
    }
    let layers = answers[.llamaGPULayers]
    if layers != "auto" {
      add(
        "gpu-layers", Int(layers).map { .integer($0) } ?? .text(layers),
        AnswerKey.llamaGPULayers.id)
    }
    if answers[.llamaParallel] > 0 {
      add("parallel", .integer(answers[.llamaParallel]), AnswerKey.llamaParallel.id)
    }
    if !answers[.llamaRPCServers].isEmpty {
      add(
        "rpc", .text(answers[.llamaRPCServers].joined(separator: ",")),
        AnswerKey.llamaRPCServers.id)
    }
    for setting in settings where answers[.llamaSettings][setting.name] != nil {
      fail(
        "llama-setting-twice", [AnswerKey.llamaSettings.id, questions[setting.name] ?? ""],
        "\(setting.name) is set by \(questions[setting.name] ?? "") and by llama.settings",
        fix: "keep one of the two")
    }
    return settings
  }

  /// The flag by which llama-server fetches a model.
  static let repositoryFlag = "hf-repo"

  /// A file, or a repository of Hugging Face; nil for no model and for one that cannot be.
  mutating func modelFlag(_ model: String, _ question: String) -> LlamaPlan.Setting? {
    if model.isEmpty { return nil }
    if !model.hasPrefix("/") {
      let parts = model.split(separator: "/", omittingEmptySubsequences: false)
      guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else {
        fail(
          "llama-model", [question],
          "\"\(model)\" is neither an absolute path nor user/repository of Hugging Face",
          fix: "write /var/lib/models/NAME.gguf or user/repository:quantisation")
        return nil
      }
      return LlamaPlan.Setting(Self.repositoryFlag, .text(model))
    }
    for folder in ["/home/", "/root/", "/run/user/", "/tmp/", "/var/tmp/"]
    where model.hasPrefix(folder) {
      fail(
        "model-hidden", [question],
        "the service does not see \(folder): it runs with ProtectHome and a /tmp of its own",
        fix: "put the model into /var/lib/models, readable for all")
    }
    return LlamaPlan.Setting("model", .text(model))
  }

  /// Variables of a unit that has no home, so that neither Hugging Face's nor Mesa's cache has a place
  /// by default.
  func environment(
    _ acceleration: LlamaPlan.Acceleration, cache: String, fetches: Bool
  ) -> [LlamaPlan.Setting] {
    var out: [String: String] = [:]
    if fetches || answers[.llamaSettings][Self.repositoryFlag] != nil {
      out["HF_HUB_CACHE"] = cache
    }
    if acceleration == .vulkan { out["XDG_CACHE_HOME"] = cache }
    if acceleration == .rocm { out.merge(rocmEnvironment()) { _, new in new } }
    return out.sorted { $0.key < $1.key }.map { .init($0.key, .text($0.value)) }
  }

  /// Which devices HIP may see, and what a near relative pretends to be.
  private func rocmEnvironment() -> [String: String] {
    let cards = hardware.amdGPUs
    let native = cards.filter { $0.model.rocm == .target }
    var out: [String: String] = [:]
    if native.isEmpty, let version = cards.compactMap(\.model.hsaOverrideGFXVersion).first {
      out["HSA_OVERRIDE_GFX_VERSION"] = version
    }
    // ROCm counts the nodes in the kernel's order; a device without code for it would end the server.
    let addresses = Set(native.map(\.gpu.pci.address))
    let nodes = hardware.kfdNodes.filter { ($0.gfxTargetVersion ?? 1) != 0 }
    let visible = nodes.indices.filter { nodes[$0].address.map(addresses.contains) ?? false }
    if !native.isEmpty, !visible.isEmpty, visible.count < nodes.count {
      out["ROCR_VISIBLE_DEVICES"] = visible.map(String.init).joined(separator: ",")
    }
    return out
  }

  private func seesMemory(_ acceleration: LlamaPlan.Acceleration) -> Decision<Bool> {
    let shared = hardware.ownGPUs.first { $0.discrete == false && $0.vendor != .other }
    let dedicated = hardware.ownGPUs.contains { $0.discrete == true }
    guard acceleration != .cpu, !dedicated, let shared else {
      return .rule(false, "no GPU that shares the memory computes")
    }
    return .found(true, "\(shared.productName) shares the memory, whose size is in /proc/meminfo")
  }

  // MARK: ExecStart

  /// The module joins the values with blanks into ExecStart, unquoted: what systemd would take apart
  /// or replace is quoted here, so that the program gets the very text.
  private func safe(_ value: AnswerValue) -> AnswerValue {
    switch value {
    case .text(let text): .text(SystemdArgument.quoted(text))
    case .list(let values): .list(values.map(safe))
    default: value
    }
  }
}

/// One argument in a command line of a unit, by systemd.service(5) and systemd.syntax(7).
package enum SystemdArgument {
  /// The argument so that systemd passes exactly `text`.
  package static func quoted(_ text: String) -> String {
    var out = ""
    var plain = !text.isEmpty
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": out += "%%"
      case "$": out += "$$"
      case "\"", "\\":
        out += "\\" + String(scalar)
        plain = false
      case "\n": out += "\\n"; plain = false
      case "\t": out += "\\t"; plain = false
      case "\r": out += "\\r"; plain = false
      case " ", "'", ";":
        out.unicodeScalars.append(scalar)
        plain = false
      case let control where control.value < 0x20 || control.value == 0x7f:
        let digits = String(control.value, radix: 16)
        out += "\\x" + (digits.count == 1 ? "0" : "") + digits
        plain = false
      default: out.unicodeScalars.append(scalar)
      }
    }
    return plain ? out : "\"\(out)\""
  }
}
