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
