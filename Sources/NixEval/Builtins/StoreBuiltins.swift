import NixStore

/// Builtins that put things into the store. Nothing is written: only the paths are computed.
enum StoreBuiltins {
  static let table: [Builtin] = [
    Builtin("toFile", "name content", "A text in the store.") { evaluator, arguments in
      let name = try evaluator.plainString(
        arguments[0], "while evaluating the first argument passed to builtins.toFile")
      let content = try evaluator.string(
        arguments[1], "while evaluating the second argument passed to builtins.toFile")
      return try evaluator.toFile(name, content)
    },
    Builtin("path", "arguments", "A file or tree in the store, under a name and filtered.") {
      evaluator, arguments in
      let set = try evaluator.attributes(
        arguments[0], "while evaluating the argument passed to 'builtins.path'")
      return try evaluator.sourcePath(set)
    },
    Builtin("filterSource", "filter path", "A tree in the store without what a function refuses.") {
      evaluator, arguments in
      let (path, context) = try evaluator.coerceToPath(
        arguments[1],
        """
        while evaluating the second argument (the path to filter) passed to \
        'builtins.filterSource'
        """)
      let filter = try evaluator.function(
        arguments[0], "while evaluating the first argument passed to builtins.filterSource")
      var source = StoreSource(path: path, context: context)
      source.filter = filter
      return try evaluator.add(source)
    },
    Builtin("storePath", "path", "A path that is in the store already.") {
      evaluator, arguments in
      guard !evaluator.settings.isPure else {
        throw evaluator.failure(
          "'builtins.storePath' is not allowed in pure evaluation mode", kind: .restricted)
      }
      return try evaluator.storePath(arguments[0])
    },
    Builtin(
      "outputOf", "derivation output", "An output of a derivation, given the path of its file.",
      feature: .dynamicDerivations
    ) { evaluator, arguments in
      let path = try evaluator.string(
        arguments[0], "while evaluating the first argument to builtins.outputOf")
      let output = try evaluator.plainString(
        arguments[1], "while evaluating the second argument to builtins.outputOf")
      return try evaluator.output(output, of: path)
    },
  ]
}

/// A tree or file to be added to the store.
private struct StoreSource {
  let path: String
  let context: StringContext
  var name = ""
  var filter: Value?
  var isRecursive = true
  var digest: Digest?

  init(path: String, context: StringContext) {
    self.path = path
    self.context = context
  }
}

extension Evaluator {
  /// The path of an output where it is known before building, else a placeholder.
  fileprivate func output(_ output: NixString, of path: NixString) throws -> Value {
    let elements = elements(of: path.context)
    guard elements.count == 1, let element = elements.first else {
      throw failure(
        "string '\(path.text)' has \(elements.count) entries in its context. It should only have "
          + "exactly one entry")
    }
    switch element {
    case .derivation:
      throw failure(
        "string '\(path.text)' has a context which refers to a complete source and binary closure. "
          + "This is not supported at this time")
    case .output(let derivation, let name):
      throw EvalError(
        .importFromDerivation(derivation: derivation),
        "the output '\(name)' of '\(derivation)' is a derivation that a build makes, and nothing "
          + "is built during evaluation")
    case .path(let file):
      let storePath = try storeCall { () throws(StoreError) in try StorePath(Array(file.utf8)) }
      let node = try node(at: store.graph.id(of: storePath))
      let known = store.graph.outputs(of: node).first { $0.name.elementsEqual(output.bytes) }
      guard let known else {
        throw failure("derivation '\(file)' does not have output '\(output.text)'")
      }
      return string(
        known.address.path?.bytes ?? Placeholder.downstream(output: known.name, of: storePath),
        context: context([.output(derivation: file, name: output.text)]))
    }
  }

  fileprivate func toFile(_ name: NixString, _ content: NixString) throws -> Value {
    var references: [StorePath] = []
    for element in elements(of: content.context) {
      guard case .path(let path) = element else {
        let shown = element.encoded.split(separator: "/nix/store/", maxSplits: 1)
          .joined()
        throw failure(
          "files created by builtins.toFile may not reference derivations, but \(name.text) "
            + "references \(shown)")
      }
      references.append(
        try storeCall { () throws(StoreError) in try StorePath(Array(path.utf8)) })
    }
    let digest = try self.digest(.sha256, of: UnsafeRawBufferPointer(content.bytes))
    let path = try storeCall { () throws(StoreError) in
      try StorePath.text(name: Array(name.bytes), digest: digest, references: references)
    }
    // `readFile` and `import` find it there.
    storeView.add(Array(content.bytes), at: String(decoding: path.bytes, as: UTF8.self))
    return storePathString(path)
  }

  fileprivate func sourcePath(_ set: AttributeSet) throws -> Value {
    var path: (path: String, context: StringContext)?
    var source = StoreSource(path: "", context: .empty)
    for entry in set {
      let position = entry.position
      switch symbols.name(entry.symbol).text {
      case "path":
        path = try coerceToPath(
          entry.value, "while evaluating the 'path' attribute passed to 'builtins.path'",
          at: position)
      case "name":
        source.name = try plainString(
          entry.value, "while evaluating the `name` attribute passed to builtins.path",
          at: position
        ).text
      case "filter":
        source.filter = try function(
          entry.value, "while evaluating the `filter` parameter passed to builtins.path",
          at: position)
      case "recursive":
        source.isRecursive = try boolean(
          entry.value, "while evaluating the `recursive` attribute passed to builtins.path",
          at: position)
      case "sha256":
        let text = try plainString(
          entry.value, "while evaluating the `sha256` attribute passed to builtins.path",
          at: position)
        source.digest = try digest(allowingEmpty: Array(text.bytes), algorithm: .sha256)
      case let name:
        throw failure("unsupported argument '\(name)' to 'builtins.path'", at: position)
      }
    }
    guard let path else {
      throw failure(
        "missing required 'path' attribute in the first argument to 'builtins.path'")
    }
    var result = StoreSource(path: path.path, context: path.context)
    result.name = source.name
    result.filter = source.filter
    result.isRecursive = source.isRecursive
    result.digest = source.digest
    return try add(result)
  }

  /// The path in the store that a source gets.
  fileprivate func add(_ source: StoreSource) throws -> Value {
    do {
      try refuseBuilding(source.context)
      let name = source.name.isEmpty ? CanonicalPath.lastPart(source.path) : source.name
      var expected: StorePath?
      if let digest = source.digest {
        let path = try storeCall { () throws(StoreError) in
          try StorePath.fixedOutput(
            name: Array(name.utf8), digest: digest, isRecursive: source.isRecursive)
        }
        if isInStore(path) { return storePathString(path) }
        expected = path
      }
      let path = try compute(source, name: name)
      if let expected, expected != path {
        throw failure(
          "store path mismatch in (possibly filtered) path added from '\(source.path)'")
      }
      return storePathString(path)
    } catch {
      throw traced(error, .text("while adding path '\(source.path)'"))
    }
  }

  /// Whether a path of the store is there.
  func isInStore(_ path: StorePath) -> Bool {
    (try? io.fileType(String(decoding: path.bytes, as: UTF8.self))) != nil
  }

  private func compute(_ source: StoreSource, name: String) throws -> StorePath {
    let path: String
    do {
      path = try resolved(source.path)
      if !source.isRecursive {
        let digest = try io.readFile(path).withUnsafeBytes { try self.digest(.sha256, of: $0) }
        return try storeCall { () throws(StoreError) in
          try StorePath.fixedOutput(name: Array(name.utf8), digest: digest, isRecursive: false)
        }
      }
    } catch let error as IOFailure {
      throw readFailure(source.path, error)
    }
    let filter = source.filter
    let text = try computeStorePath(
      path, name: name, filter: filter.map { function in { try self.keeps($0, $1, function) } })
    return try storeCall { () throws(StoreError) in try StorePath(Array(text.utf8)) }
  }

  /// Asks a filter function about an entry of a tree.
  private func keeps(_ path: [UInt8], _ kind: NarKind, _ function: Value) throws -> Bool {
    let type: FileType =
      switch kind {
      case .regular: .regular
      case .directory: .directory
      case .symlink: .symlink
      case .other: .unknown
      }
    return try boolean(
      try call(function, string(path), string(type.rawValue)),
      "while evaluating the return value of the path filter function")
  }

  fileprivate func storePath(_ value: Value) throws -> Value {
    var (path, context) = try coerceToPath(
      value, "while evaluating the first argument passed to 'builtins.storePath'")
    if (try? StorePath(Array(path.utf8))) == nil {
      do throws(IOFailure) {
        path = try io.resolveSymlinks(path)
      } catch {
        // Restricted evaluation may name any path here; only what it could read tells of links.
        guard error.isForbidden else { throw readFailure(path, error) }
      }
    }
    let split = try storeCall { () throws(StoreError) in
      try StorePath.split(Array(path.utf8))
    }
    guard let (root, _) = split else { throw failure("path '\(path)' is not in the Nix store") }
    let text = String(decoding: root.bytes, as: UTF8.self)
    return string(path, context: union(context, self.context([.path(text)])))
  }
}
