import NixStore
import TextFormats

/// Derivations and the strings that stand for what they make.
enum DerivationBuiltins {
  static let table: [Builtin] = [
    Builtin(
      "derivationStrict", "attributes",
      "The derivation that a set describes: its path and the paths of its outputs.",
      visibility: .global
    ) { evaluator, arguments in
      let set = try evaluator.attributes(
        arguments[0], "while evaluating the argument passed to builtins.derivationStrict")
      return try evaluator.derivationStrict(set)
    },
    Builtin(
      "placeholder", "output", "A string that the builder finds replaced by the path of an output.",
      visibility: .global
    ) { evaluator, arguments in
      let output = try evaluator.plainString(
        arguments[0], "while evaluating the first argument passed to builtins.placeholder")
      return evaluator.string(Placeholder.own(output: Array(output.bytes)))
    },
  ]
}

extension Evaluator {
  fileprivate func derivationStrict(_ set: AttributeSet) throws -> Value {
    let nameEntry = try requiredAttribute(
      .name, of: set, "in the attrset passed as argument to builtins.derivationStrict")
    let name: NixString
    do {
      name = try plainString(
        nameEntry.value,
        "while evaluating the `name` attribute passed to builtins.derivationStrict")
    } catch {
      throw traced(
        error, .fixed("while evaluating the derivation attribute 'name'"), at: nameEntry.position)
    }
    let store = store
    let draft = store.takeDraft(self)
    defer { store.giveBack(draft) }
    do {
      var builder = DerivationBuilder(evaluator: self, store: store, draft: draft, name: name)
      return try builder.make(set)
    } catch {
      throw traced(
        error,
        .text(
          "while evaluating derivation '\(name.text)'\n"
            + "  whose name attribute is located at \(describe(nameEntry.position))"))
    }
  }
}

/// Reads the attributes of one derivation, then makes it.
private struct DerivationBuilder {
  let evaluator: Evaluator
  let name: NixString
  private let store: StoreState
  private let draft: DerivationDraft
  private var context: StringContext = .empty
  private var ignoresNull = false
  /// The attributes as JSON, when they are passed to the builder that way.
  private var json: JSONWriter?
  private var outputs: [[UInt8]] = [Array("out".utf8)]
  private var isContentAddressed = false
  private var isImpure = false
  private var hash: [UInt8]?
  private var hashAlgorithm: HashAlgorithm?
  private var method: Derivation.Method?

  init(evaluator: Evaluator, store: StoreState, draft: DerivationDraft, name: NixString) {
    self.evaluator = evaluator
    self.store = store
    self.draft = draft
    self.name = name
    draft.name = name.bytes
  }

  mutating func make(_ set: AttributeSet) throws -> Value {
    if let problem = StorePath.problem(ofName: name.bytes) {
      throw evaluator.failure(
        "invalid derivation name: \(problem). Please pass a different 'name'.")
    }
    if let entry = set.find(.structuredAttrs),
      try evaluator.boolean(
        entry.value,
        "while evaluating the `__structuredAttrs` attribute passed to builtins.derivationStrict")
    {
      json = JSONWriter()
      json?.beginObject()
    }
    if let entry = set.find(.ignoreNulls) {
      ignoresNull = try evaluator.boolean(
        entry.value,
        "while evaluating the `__ignoreNulls` attribute passed to builtins.derivationStrict")
    }
    for entry in try evaluator.sortedByName(set) where entry.symbol != .ignoreNulls {
      do {
        try read(entry)
      } catch {
        throw evaluator.traced(
          error,
          .text(
            "while evaluating attribute '\(evaluator.symbols.shown(entry.symbol))' of "
              + "derivation '\(name.text)'"), at: entry.position)
      }
    }
    if var json {
      json.endObject()
      draft.addVariable(evaluator.symbols.name(.json).bytes, draft.keep(json.bytes))
    }
    try addDependencies()
    try checkCompleteness()
    try setOutputs()
    return try finish()
  }

  // MARK: Attributes

  private mutating func read(_ entry: AttributeEntry) throws {
    let value = try evaluator.force(entry.slot)
    if ignoresNull, value.isNull { return }
    switch entry.symbol {
    case .contentAddressed:
      isContentAddressed = try evaluator.boolean(value, "")
      if isContentAddressed { try evaluator.require(.caDerivations) }
    case .impure:
      isImpure = try evaluator.boolean(value, "")
      if isImpure { try evaluator.require(.impureDerivations) }
    case .args:
      let list = try evaluator.list(value, "")
      for index in 0..<list.count {
        draft.arguments.append(
          try text(list[index], "while evaluating an element of the argument list").bytes)
      }
    default:
      if json == nil {
        try readVariable(entry.symbol, value)
      } else if entry.symbol != .structuredAttrs {
        try readStructured(entry.symbol, value)
      }
    }
  }

  /// An attribute as a variable of the builder's environment.
  private mutating func readVariable(_ symbol: Symbol, _ value: Value) throws {
    let text = try text(value, "")
    // One string may be the value of many variables.
    try evaluator.reserve(bytes: draft.environmentSize + text.count)
    let name = evaluator.symbols.name(symbol).bytes
    switch symbol {
    case .json: draft.addVariable(name, draft.keep(try normalized(Array(text.bytes))))
    case .outputs:
      draft.addVariable(name, text.bytes)
      try setOutputNames(
        text.bytes.split { [0x20, 0x09, 0x0a, 0x0d].contains($0) }.map { Array($0) })
    default:
      draft.addVariable(name, text.bytes)
      try readSpecial(symbol, text)
    }
  }

  /// An attribute as a member of the JSON object.
  private mutating func readStructured(_ symbol: Symbol, _ value: Value) throws {
    json?.key(utf8: evaluator.symbols.name(symbol).bytes)
    var writer = JSONValueWriter(evaluator: evaluator, writer: json ?? JSONWriter())
    json = nil
    try writer.write(value)
    json = writer.writer
    context = context.union(writer.context, in: evaluator.arena)
    switch symbol {
    case .builder:
      let string = try evaluator.string(value, "")
      context = context.union(string.context, in: evaluator.arena)
      draft.builder = string.bytes
    case .outputs:
      let list = try evaluator.list(value, "")
      try setOutputNames(
        (0..<list.count).map { Array(try evaluator.plainString(list[$0], "").bytes) })
    case .system, .outputHash, .outputHashAlgo, .outputHashMode:
      try readSpecial(symbol, try evaluator.plainString(value, ""))
    default: break
    }
  }

  /// Attributes that mean something to Nix itself.
  private mutating func readSpecial(_ symbol: Symbol, _ text: NixString) throws {
    switch symbol {
    case .builder: draft.builder = text.bytes
    case .system: draft.system = text.bytes
    case .outputHash: hash = Array(text.bytes)
    case .outputHashAlgo:
      hashAlgorithm = HashAlgorithm(rawValue: text.text)
      if hashAlgorithm == .blake3 { try evaluator.require(.blake3Hashes) }
    case .outputHashMode:
      switch text.text {
      case "flat": method = .flat
      case "recursive", "nar": method = .nar
      case "text":
        try evaluator.require(.dynamicDerivations)
        method = .text
      case "git":
        try evaluator.require(.gitHashing)
        method = .git
      case let other:
        throw evaluator.failure("invalid value '\(other)' for 'outputHashMode' attribute")
      }
    default: break
    }
  }

  private mutating func setOutputNames(_ names: [[UInt8]]) throws {
    for (index, name) in names.enumerated() {
      if names[..<index].contains(name) {
        throw evaluator.failure(
          "duplicate derivation output '\(String(decoding: name, as: UTF8.self))'")
      }
      if name == Array("drvPath".utf8) {
        throw evaluator.failure("invalid derivation output name 'drvPath'")
      }
    }
    if names.isEmpty {
      throw evaluator.failure("derivation cannot have an empty set of outputs")
    }
    outputs = names.sorted { $0.precedes($1) }
  }

  private mutating func text(_ value: Value, _ purpose: StaticString) throws -> NixString {
    let string = try evaluator.coerceToString(value, [.copiesPaths, .takesEverything], purpose)
    context = context.union(string.context, in: evaluator.arena)
    return string
  }

  /// `__json` given as a text is read and written anew, which sorts its keys.
  private func normalized(_ text: [UInt8]) throws -> [UInt8] {
    do throws(TextError) {
      var writer = JSONWriter()
      writer.node(try JSONDocument.parse(text), sortingKeys: true)
      return writer.bytes
    } catch {
      throw evaluator.failure("cannot process __json attribute: \(error.message)")
    }
  }

  // MARK: Making

  /// Everything in the context of the attributes becomes an input.
  private func addDependencies() throws {
    for index in 0..<context.count {
      let reference = try evaluator.storeCall { () throws(StoreError) in
        try store.reference(context.symbol(index), evaluator.symbols)
      }
      switch reference {
      case .path(let path): draft.addSource(path)
      case .output(let input):
        if store.graph.node(at: input.path) == nil { _ = try evaluator.node(at: input.path) }
        draft.addInput(input)
      case .derivation(let path):
        // The builder may look at the whole graph, so all of it has to be there.
        _ = try evaluator.node(at: path)
        for member in store.graph.closure(of: path) {
          draft.addSource(member)
          guard let node = store.graph.node(at: member) else { continue }
          for output in store.graph.outputs(of: node) {
            draft.addInput(.init(member, store.graph.id(ofOutput: output.name)))
          }
        }
      }
    }
  }

  private func checkCompleteness() throws {
    if draft.builder.isEmpty {
      throw evaluator.failure("required attribute 'builder' missing")
    }
    if draft.system.isEmpty {
      throw evaluator.failure("required attribute 'system' missing")
    }
    let isSingleText = method == .text && outputs == [Array("out".utf8)]
    if name.bytes.suffix(4).elementsEqual(".drv".utf8), !isSingleText {
      throw evaluator.failure(
        "derivation names are allowed to end in '.drv' only if they produce a single derivation "
          + "file")
    }
  }

  private mutating func setOutputs() throws {
    if let hash {
      try setFixedOutput(hash)
    } else if isContentAddressed || isImpure {
      if isContentAddressed, isImpure {
        throw evaluator.failure("derivation cannot be both content-addressed and impure")
      }
      let algorithm = hashAlgorithm ?? .sha256
      let method = method ?? .nar
      for output in outputs {
        draft.outputs.append(
          .init(
            output,
            isImpure
              ? .impure(algorithm, method: method) : .content(algorithm, method: method)))
      }
    } else {
      for output in outputs { draft.outputs.append(.init(output, .deferred)) }
    }
  }

  private mutating func setFixedOutput(_ hash: [UInt8]) throws {
    guard outputs == [Array("out".utf8)] else {
      throw evaluator.failure("multiple outputs are not supported in fixed-output derivations")
    }
    let digest = try evaluator.digest(allowingEmpty: hash, algorithm: hashAlgorithm)
    let method = method ?? .flat
    let name = Array(name.bytes)
    let path = try evaluator.storeCall { () throws(StoreError) in
      switch method {
      case .text: try StorePath.text(name: name, digest: digest)
      case .git: try StorePath.gitTree(name: name, digest: digest)
      case .flat, .nar:
        try StorePath.fixedOutput(name: name, digest: digest, isRecursive: method == .nar)
      }
    }
    draft.outputs = [.init(outputs[0], .fixed(digest, method: method, path: path))]
  }

  /// The result of `derivationStrict`: `drvPath` and a path for each output. That of a derivation that was
  /// made before has the same strings; as the same set it would be printed as repeated.
  private func finish() throws -> Value {
    let node = try evaluator.storeCall { () throws(StoreError) in
      try store.graph.complete(draft)
    }
    // Hashing of a large text may have been given up.
    try evaluator.checkStack()
    if let known = store.results[node] {
      var copy = AttributeSetBuilder(capacity: known.count)
      for entry in known { copy.append(entry.symbol, entry.value) }
      return copy.finish(in: evaluator.arena).value
    }
    let path = store.graph.bytes(of: store.graph.path(of: node))
    let outputs = store.graph.outputs(of: node)
    var result = AttributeSetBuilder(capacity: outputs.count + 1)
    result.append(
      .drvPath, NixString.make(path, context: context(path), in: evaluator.arena).value)
    for output in outputs {
      let known = output.address.path?.bytes
      if known == nil { try evaluator.require(.caDerivations) }
      let symbol = output.name.withUnsafeBufferPointer { evaluator.symbols.intern($0) }
      result.append(
        symbol,
        evaluator.string(
          known
            ?? Placeholder.downstream(
              output: output.name, of: store.graph.storePath(store.graph.path(of: node))),
          context: context(path, output: output.name)))
    }
    let set = result.finish(in: evaluator.arena)
    store.results[node] = set
    return set.value
  }

  /// The derivation with all it needs, or an output of it, as the context of a string.
  private func context(
    _ path: UnsafeBufferPointer<UInt8>, output: [UInt8]? = nil
  ) -> StringContext {
    var encoded: [UInt8] = []
    encoded.reserveCapacity(2 + (output?.count ?? 0) + path.count)
    if let output {
      encoded.append(UInt8(ascii: "!"))
      encoded += output
      encoded.append(UInt8(ascii: "!"))
    } else {
      encoded.append(UInt8(ascii: "="))
    }
    encoded += path
    let symbol = encoded.withUnsafeBufferPointer { evaluator.symbols.intern($0) }
    return StringContext.make(symbol, in: evaluator.arena)
  }
}

extension Evaluator {
  /// A digest in any text form. An empty one stands for zeros, as people use it to learn the right
  /// one from the failing build.
  func digest(allowingEmpty text: [UInt8], algorithm: HashAlgorithm?) throws -> Digest {
    guard text.isEmpty else {
      return try storeCall { () throws(StoreError) in
        try Digest(parsing: text, algorithm: algorithm)
      }
    }
    guard let algorithm else { throw failure("empty hash requires explicit hash algorithm") }
    let digest = Digest(algorithm, [UInt8](repeating: 0, count: algorithm.digestSize))
    let shown = String(decoding: digest.encoded(.sri), as: UTF8.self)
    say(.deprecation, "found empty hash, assuming '\(shown)'")
    return digest
  }
}
