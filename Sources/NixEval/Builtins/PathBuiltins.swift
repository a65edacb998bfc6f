/// Paths as text: their parts, and looking them up in the search path.
enum PathBuiltins {
  static let table: [Builtin] = [
    Builtin(
      "baseNameOf", "path!", "What follows the last slash.", visibility: .global, baseNameOf),
    Builtin("dirOf", "path!", "What precedes the last slash.", visibility: .global, dirOf),
    Builtin("toPath", "path!", "The path as an absolute, canonical string.") {
      evaluator, arguments in
      let (path, context) = try evaluator.coerceToPath(
        arguments[0], "while evaluating the first argument passed to builtins.toPath")
      return evaluator.string(path, context: context)
    },
    Builtin(
      "findFile", "searchPath! name!", "The path of a name in a search path; what `<name>` means.",
      findFile),
  ]

  private static let slash = UInt8(ascii: "/")

  private static func baseNameOf(_ evaluator: Evaluator, _ arguments: Arguments) throws -> Value {
    let string = try evaluator.coerceToString(
      arguments[0], [], "while evaluating the first argument passed to builtins.baseNameOf")
    let bytes = string.bytes
    // One slash at the end does not count, unless it is all there is.
    var end = bytes.count
    if end > 1, bytes[end - 1] == slash { end -= 1 }
    let start = bytes[..<end].lastIndex(of: slash).map { $0 + 1 } ?? 0
    return NixString.make(
      UnsafeBufferPointer(rebasing: bytes[start..<end]), context: string.context,
      in: evaluator.arena
    ).value
  }

  private static func dirOf(_ evaluator: Evaluator, _ arguments: Arguments) throws -> Value {
    if arguments[0].isPath {
      return evaluator.path(CanonicalPath.parent(arguments[0].pathString.text))
    }
    let string = try evaluator.coerceToString(
      arguments[0], [], "while evaluating the first argument passed to 'builtins.dirOf'")
    let bytes = string.bytes
    guard let last = bytes.lastIndex(of: slash) else {
      return evaluator.string(".", context: string.context)
    }
    return NixString.make(
      UnsafeBufferPointer(rebasing: bytes[..<max(last, 1)]), context: string.context,
      in: evaluator.arena
    ).value
  }

  private static func findFile(_ evaluator: Evaluator, _ arguments: Arguments) throws -> Value {
    let list = try evaluator.list(
      arguments[0], "while evaluating the first argument passed to builtins.findFile")
    var entries: [EvaluationSettings.SearchPathEntry] = []
    for index in 0..<list.count {
      let set = try evaluator.attributes(
        try evaluator.force(list.slot(index)),
        "while evaluating an element of the list passed to builtins.findFile")
      var prefix = ""
      if let value = try evaluator.attribute(.prefix, of: set) {
        prefix = try evaluator.plainString(
          value,
          """
          while evaluating the `prefix` attribute of an element of the list passed to \
          builtins.findFile
          """
        ).text
      }
      let path = try evaluator.requiredAttribute(
        .path, of: set, "in an element of the __nixPath")
      let text = try evaluator.coerceToString(
        try evaluator.force(path.slot), [],
        """
        while evaluating the `path` attribute of an element of the list passed to \
        builtins.findFile
        """)
      try evaluator.refuseBuilding(text.context)
      entries.append(.init(prefix: prefix, path: text.text))
    }
    let name = try evaluator.plainString(
      arguments[1], "while evaluating the second argument passed to builtins.findFile")
    return try evaluator.findFile(name.text, in: entries)
  }
}

extension Evaluator {
  /// Where a name such as `nixpkgs/lib` is in the search path of the settings.
  package func findFile(_ name: String) throws(EvaluationFailure) -> String {
    try onEvaluationStack {
      let path = try findFile(name, in: settings.searchPath).pathString.text
      guard CorePackages.source(path) == nil else {
        throw failure("'<\(name)>' has no physical path")
      }
      return path
    }
  }

  /// Looks a name up in a search path.
  func findFile(
    _ name: String, in entries: [EvaluationSettings.SearchPathEntry]
  ) throws -> Value {
    for entry in entries {
      guard let rest = entry.rest(of: name), let root = searchRoot(entry.path) else { continue }
      let path = CanonicalPath.make(rest.isEmpty ? root : "\(root)/\(rest)")
      do {
        let resolved = try io.resolveSymlinks(path)
        if try io.fileType(resolved) != nil { return self.path(resolved) }
      } catch { continue }
    }
    if let file = CorePackages.file(name) { return path(file) }
    throw failure(
      settings.isPure
        ? "cannot look up '<\(name)>' in pure evaluation mode (use '--impure' to override)"
        : "file '\(name)' was not found in the Nix search path (add it using $NIX_PATH or -I)",
      kind: .thrown)
  }

  /// An entry's path if it is one: those that would be downloaded are skipped.
  private func searchRoot(_ path: String) -> String? {
    if path.hasPrefix("/") { return path }
    let isRemote =
      path.contains("://") || path.hasPrefix("channel:") || path.hasPrefix("flake:")
    return isRemote ? nil : "\(settings.workingFolder)/\(path)"
  }
}

extension EvaluationSettings.SearchPathEntry {
  /// What is left of a name below this entry; nil when the entry does not apply.
  fileprivate func rest(of name: String) -> String? {
    if prefix.isEmpty { return name }
    if name == prefix { return "" }
    guard name.hasPrefix(prefix + "/") else { return nil }
    return String(name.dropFirst(prefix.count + 1))
  }
}
