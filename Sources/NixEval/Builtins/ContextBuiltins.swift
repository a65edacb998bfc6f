import NixStore

/// The store paths that a string depends on, as values: `getContext` and its kin.
enum ContextBuiltins {
  static let table: [Builtin] = [
    Builtin("hasContext", "string", "Whether a string depends on store paths.") {
      evaluator, arguments in
      let string = try evaluator.string(
        arguments[0], "while evaluating the argument passed to builtins.hasContext")
      return Value(!string.context.isEmpty)
    },
    Builtin("unsafeDiscardStringContext", "string", "The string without its context.") {
      evaluator, arguments in
      let string = try evaluator.coerceToString(
        arguments[0], .copiesPaths,
        "while evaluating the argument passed to builtins.unsafeDiscardStringContext")
      return string.replacingContext(.empty, in: evaluator.arena).value
    },
    Builtin(
      "unsafeDiscardOutputDependency", "string",
      "The string with its derivations as mere files, without what they need."
    ) { evaluator, arguments in
      let string = try evaluator.coerceToString(
        arguments[0], .copiesPaths,
        "while evaluating the argument passed to builtins.unsafeDiscardOutputDependency")
      return evaluator.discardOutputDependency(string).value
    },
    Builtin(
      "addDrvOutputDependencies", "string",
      "The string of a derivation's file, depending on all that the derivation needs."
    ) { evaluator, arguments in
      let string = try evaluator.coerceToString(
        arguments[0], .copiesPaths,
        "while evaluating the argument passed to builtins.addDrvOutputDependencies")
      return try evaluator.addOutputDependencies(string).value
    },
    Builtin("getContext", "string", "The context of a string as a set.") { evaluator, arguments in
      let string = try evaluator.string(
        arguments[0], "while evaluating the argument passed to builtins.getContext")
      return evaluator.contextValue(string.context)
    },
    Builtin("appendContext", "string context", "A string with more context.") {
      evaluator, arguments in
      let string = try evaluator.string(
        arguments[0], "while evaluating the first argument passed to builtins.appendContext")
      let set = try evaluator.attributes(
        arguments[1], "while evaluating the second argument passed to builtins.appendContext")
      let more = try evaluator.context(from: set)
      return string.replacingContext(
        evaluator.union(string.context, more), in: evaluator.arena
      ).value
    },
  ]
}

extension Evaluator {
  fileprivate func discardOutputDependency(_ string: NixString) -> NixString {
    let elements = elements(of: string.context).map { element in
      if case .derivation(let path) = element { ContextElement.path(path) } else { element }
    }
    return string.replacingContext(context(elements), in: arena)
  }

  fileprivate func addOutputDependencies(_ string: NixString) throws -> NixString {
    let elements = elements(of: string.context)
    guard elements.count == 1 else {
      throw failure(
        "context of string '\(string.text)' must have exactly one element, but has "
          + "\(elements.count)")
    }
    switch elements[0] {
    case .derivation: return string
    case .output(_, let name):
      throw failure(
        "`addDrvOutputDependencies` can only act on derivations, not on a derivation output such "
          + "as '\(name)'")
    case .path(let path):
      guard path.hasSuffix(".drv") else { throw failure("path '\(path)' is not a derivation") }
      return string.replacingContext(context([.derivation(path)]), in: arena)
    }
  }

  fileprivate func contextValue(_ context: StringContext) -> Value {
    struct Facts {
      var isPath = false
      var hasAllOutputs = false
      var outputs: [String] = []
    }
    var byPath: [String: Facts] = [:]
    for element in elements(of: context) {
      switch element {
      case .path(let path): byPath[path, default: Facts()].isPath = true
      case .derivation(let path): byPath[path, default: Facts()].hasAllOutputs = true
      case .output(let path, let name): byPath[path, default: Facts()].outputs.append(name)
      }
    }
    return attributes(
      byPath.map { path, facts in
        var entries: [(Symbol, Value)] = []
        if facts.isPath { entries.append((.path, .true)) }
        if facts.hasAllOutputs { entries.append((.allOutputs, .true)) }
        if !facts.outputs.isEmpty {
          entries.append((.outputs, list(facts.outputs.map { string($0) })))
        }
        return (symbols.intern(path), attributes(entries))
      })
  }

  /// The inverse of `contextValue`.
  fileprivate func context(from set: AttributeSet) throws -> StringContext {
    var elements: [ContextElement] = []
    for entry in set {
      let path = symbols.name(entry.symbol).text
      guard (try? StorePath(Array(path.utf8))) != nil else {
        throw failure(
          "context key '\(symbols.shown(entry.symbol))' is not a store path", at: entry.position)
      }
      let facts = try attributes(
        entry.value, "while evaluating the value of a string context", at: entry.position)
      if let flag = facts.find(.path),
        try boolean(
          flag.value, "while evaluating the `path` attribute of a string context",
          at: flag.position)
      {
        elements.append(.path(path))
      }
      if let flag = facts.find(.allOutputs),
        try boolean(
          flag.value, "while evaluating the `allOutputs` attribute of a string context",
          at: flag.position)
      {
        guard path.hasSuffix(".drv") else {
          throw failure(
            "tried to add all-outputs context of \(StringLiteral.attributeName(path)), which is not "
              + "a derivation, to a string",
            at: entry.position)
        }
        elements.append(.derivation(path))
      }
      if let outputs = facts.find(.outputs) {
        elements += try outputElements(outputs, of: path, at: entry.position)
      }
    }
    return context(elements)
  }

  private func outputElements(
    _ attribute: AttributeEntry, of path: String, at position: Position
  ) throws -> [ContextElement] {
    let names = try list(
      attribute.value, "while evaluating the `outputs` attribute of a string context",
      at: attribute.position)
    guard names.isEmpty || path.hasSuffix(".drv") else {
      throw failure(
        "tried to add derivation output context of \(StringLiteral.attributeName(path)), which is "
          + "not a derivation, to a string",
        at: position)
    }
    return try (0..<names.count).map { index in
      let name = try plainString(
        names[index], "while evaluating an output name within a string context",
        at: attribute.position)
      return .output(derivation: path, name: name.text)
    }
  }
}
