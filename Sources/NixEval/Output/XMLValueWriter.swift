/// Writes values as XML, the format of `builtins.toXML` and of `--xml`.
package struct XMLValueWriter {
  let evaluator: Evaluator
  /// Whether attributes and functions tell where they stand.
  let showsPlaces: Bool
  /// Whether values are evaluated; without, what is not evaluated yet is shown as such.
  let isStrict: Bool
  package private(set) var bytes: [UInt8] = []
  /// Of all strings that were written.
  package private(set) var context: StringContext = .empty
  private var depth = 0
  private var seen: Set<[UInt8]> = []

  package init(evaluator: Evaluator, showsPlaces: Bool, isStrict: Bool) {
    self.evaluator = evaluator
    self.showsPlaces = showsPlaces
    self.isStrict = isStrict
  }

  /// The whole document.
  package mutating func writeDocument(_ value: Value) throws {
    bytes += "<?xml version='1.0' encoding='utf-8'?>\n".utf8
    try element("expr") { (writer) in try writer.write(value) }
  }

  /// - Parameter position: where the value is asked for: that of the attribute that it is or is in.
  private mutating func write(_ value: Value, at position: Position = .none) throws {
    try evaluator.checkStack()
    // Values share parts, text does not: a small value may have an endless text.
    try evaluator.checkLength(bytes.count)
    try evaluator.enterCall()
    defer { evaluator.callDepth &-= 1 }
    let value = isStrict || value.isForced ? try force(value, at: position) : value.settled
    switch value.kind {
    case .thunk: leaf("unevaluated")
    case .integer: leaf("int", [("value", String(value.integer).bytes)])
    case .float: leaf("float", [("value", NumberText.general(value.float).bytes)])
    case .boolean: leaf("bool", [("value", (value === .true ? "true" : "false").bytes)])
    case .null: leaf("null")
    case .path: leaf("path", [("value", value.shownPath)])
    case .string:
      context = context.union(value.string.context, in: evaluator.arena)
      leaf("string", [("value", Array(value.string.bytes))])
    case .list:
      try element("list") { (writer) in
        for index in 0..<value.list.count { try writer.write(value.list[index], at: position) }
      }
    case .attributes: try write(value.attributes)
    // This evaluator makes no thunks for functions, Nix does.
    case .function where value.isClosure && !isStrict && depth > 1: leaf("unevaluated")
    case .function: try writeFunction(value)
    }
  }

  private func force(_ value: Value, at position: Position) throws -> Value {
    do {
      return try evaluator.force(value)
    } catch { throw evaluator.located(error, at: position) }
  }

  private mutating func write(_ set: AttributeSet) throws {
    guard try evaluator.isDerivation(set.value) else {
      try element("attrs") { (writer) in try writer.writeMembers(set) }
      return
    }
    var tags: [(String, [UInt8])] = []
    for (symbol, name) in [(Symbol.drvPath, "drvPath"), (.outPath, "outPath")] {
      guard let entry = set.find(symbol) else { continue }
      let value = isStrict ? try evaluator.force(entry.slot) : entry.value.settled
      if value.isString { tags.append((name, Array(value.string.bytes))) }
    }
    try element("derivation", tags) { (writer) in
      if let path = tags.first(where: { $0.0 == "drvPath" })?.1, writer.seen.insert(path).inserted {
        try writer.writeMembers(set)
      } else {
        writer.leaf("repeated")
      }
    }
  }

  private mutating func writeMembers(_ set: AttributeSet) throws {
    for entry in try evaluator.sortedByName(set) {
      let name = Array(evaluator.symbols.name(entry.symbol).bytes)
      try element("attr", place(entry.position) + [("name", name)]) { (writer) in
        try writer.write(entry.value, at: entry.position)
      }
    }
  }

  private mutating func writeFunction(_ value: Value) throws {
    guard value.isClosure else {
      leaf("unevaluated")
      return
    }
    let code = value.closure.code
    let names = evaluator.symbols
    try element("function", place(code.position)) { (writer) in
      guard code.hasFormals else {
        writer.leaf("varpat", [("name", Array(names.name(code.argument).bytes))])
        return
      }
      var tags: [(String, [UInt8])] = []
      if code.hasEllipsis { tags.append(("ellipsis", "1".bytes)) }
      if code.argument != .none { tags.append(("name", Array(names.name(code.argument).bytes))) }
      let formals = (0..<code.formalCount).map { names.name(code.formal($0).symbol) }
        .sorted { NixString.compare($0, $1) < 0 }
      try writer.element("attrspat", tags) { (writer) in
        for formal in formals { writer.leaf("attr", [("name", Array(formal.bytes))]) }
      }
    }
  }

  /// Column, line and path, in the order of their names.
  private func place(_ position: Position) -> [(String, [UInt8])] {
    guard showsPlaces, let place = evaluator.place(of: position) else { return [] }
    var tags = [("column", String(place.column).bytes), ("line", String(place.line).bytes)]
    if let path = place.filePath { tags.append(("path", path.bytes)) }
    return tags
  }

  // MARK: Elements

  private mutating func element(
    _ name: String, _ tags: [(String, [UInt8])] = [], _ body: (inout Self) throws -> Void
  ) throws {
    open(name, tags)
    bytes += ">\n".utf8
    depth += 1
    defer {
      depth -= 1
      indent()
      bytes += "</\(name)>\n".utf8
    }
    try body(&self)
  }

  private mutating func leaf(_ name: String, _ tags: [(String, [UInt8])] = []) {
    open(name, tags)
    bytes += " />\n".utf8
  }

  /// Attributes come in the order of their names.
  private mutating func open(_ name: String, _ tags: [(String, [UInt8])]) {
    indent()
    bytes += "<\(name)".utf8
    for (key, value) in tags.sorted(by: { $0.0 < $1.0 }) {
      bytes += " \(key)=\"".utf8
      for byte in value {
        switch byte {
        case UInt8(ascii: "\""): bytes += "&quot;".utf8
        case UInt8(ascii: "<"): bytes += "&lt;".utf8
        case UInt8(ascii: ">"): bytes += "&gt;".utf8
        case UInt8(ascii: "&"): bytes += "&amp;".utf8
        case UInt8(ascii: "\n"): bytes += "&#xA;".utf8
        default: bytes.append(byte)
        }
      }
      bytes.append(UInt8(ascii: "\""))
    }
  }

  private mutating func indent() {
    bytes += repeatElement(UInt8(ascii: " "), count: depth * 2)
  }
}

extension String {
  fileprivate var bytes: [UInt8] { Array(utf8) }
}

extension Value {
  /// The value of a thunk that was evaluated already; else itself.
  fileprivate var settled: Value {
    if !isForced, case .forced(let value) = thunk.content { return value }
    return self
  }
}

/// `toXML`.
enum XMLBuiltins {
  static let table: [Builtin] = [
    Builtin("toXML", "value", "A value as an XML document.") { evaluator, arguments in
      var writer = XMLValueWriter(evaluator: evaluator, showsPlaces: false, isStrict: true)
      try writer.writeDocument(arguments[0])
      return evaluator.string(writer.bytes, context: writer.context)
    }
  ]
}
