import SourceText
package import TextFormats

/// `toJSON` and `fromJSON`.
enum JSONBuiltins {
  static let table: [Builtin] = [
    Builtin("toJSON", "value", "A value as JSON text; paths are copied to the store.") {
      evaluator, arguments in
      var writer = JSONValueWriter(evaluator: evaluator, writer: JSONWriter())
      try writer.write(arguments[0])
      return evaluator.string(writer.writer.bytes, context: writer.context)
    },
    Builtin("fromJSON", "text", "The value that a JSON text describes.") { evaluator, arguments in
      let text = try evaluator.plainString(
        arguments[0], "while evaluating the first argument passed to builtins.fromJSON")
      do {
        return try evaluator.value(fromJSON: Array(text.bytes))
      } catch {
        throw evaluator.traced(error, .fixed("while decoding a JSON string"))
      }
    },
  ]
}

/// Writes values as JSON: sets with `__toString` or `outPath` as what these say.
package struct JSONValueWriter {
  let evaluator: Evaluator
  package private(set) var writer: JSONWriter
  /// Of all strings that were written.
  package private(set) var context: StringContext = .empty
  /// Whether values are evaluated; without, what is not evaluated yet is an error.
  private let isStrict: Bool

  /// - Parameter writer: what to append to.
  package init(evaluator: Evaluator, writer: JSONWriter, isStrict: Bool = true) {
    self.evaluator = evaluator
    self.writer = writer
    self.isStrict = isStrict
  }

  package mutating func write(_ value: Value) throws { try write(value, copiesPaths: true) }

  /// - Parameter position: where a value that has no text is to be complained about, unless it is a
  ///   function written in a file, which has a place of its own.
  package mutating func write(
    _ value: Value, copiesPaths: Bool, at position: Position = .none
  ) throws {
    try evaluator.checkStack()
    // Values share parts, text does not: a small value may have an endless text.
    try evaluator.checkLength(writer.bytes.count)
    try evaluator.enterCall()
    defer { evaluator.callDepth &-= 1 }
    if !isStrict { try checkEvaluated(value, at: position) }
    let value = try evaluator.force(value)
    switch value.kind {
    case .integer: writer.integer(value.integer)
    case .float: writer.float(value.float)
    case .boolean: writer.bool(value === .true)
    case .null: writer.null()
    case .string: try write(value.string)
    case .path:
      try write(
        copiesPaths
          ? try evaluator.copyToStore(value.pathString.text) : value.pathString)
    case .list: try write(value.list, copiesPaths: copiesPaths, at: position)
    case .attributes: try write(value.attributes, copiesPaths: copiesPaths)
    case .function, .thunk:
      throw EvalError(
        .type, "cannot convert \(evaluator.describeType(value)) to JSON",
        at: value.isClosure ? value.closure.code.position : position)
    }
  }

  /// Throws for a value that is not evaluated yet.
  private func checkEvaluated(_ value: Value, at position: Position) throws {
    var name = "a thunk"
    var position = position
    if value.isForced {
      // This evaluator makes no thunks for functions, Nix does inside of something.
      guard value.isClosure, evaluator.callDepth > 1 else { return }
    } else {
      switch value.thunk.content {
      case .forced: return
      case .expression, .blackhole: break
      case .application(let function, _), .pair(let function, _, _):
        name = "a function application"
        if function.isForced, function.isClosure { position = function.closure.code.position }
      }
    }
    throw EvalError(.type, "cannot convert \(name) to JSON", at: position)
  }

  private mutating func write(
    _ list: NixList, copiesPaths: Bool, at position: Position
  ) throws {
    writer.beginArray()
    for index in 0..<list.count {
      do {
        try write(list[index], copiesPaths: copiesPaths, at: position)
      } catch { throw evaluator.traced(error, .listElement(index), at: position) }
    }
    writer.endArray()
  }

  private mutating func write(_ set: AttributeSet, copiesPaths: Bool) throws {
    if set.find(.toStringMethod) != nil {
      try write(
        try evaluator.coerceToString(
          set.value, [], "while evaluating the result of the `__toString` attribute"))
      return
    }
    if let path = set.find(.outPath) {
      try write(path.value, copiesPaths: copiesPaths)
      return
    }
    writer.beginObject()
    for entry in try evaluator.sortedByName(set) {
      let name = evaluator.symbols.name(entry.symbol)
      try check(name)
      writer.key(utf8: name.bytes)
      do {
        try write(entry.value, copiesPaths: copiesPaths, at: entry.position)
      } catch {
        throw evaluator.traced(
          error,
          .text("while evaluating attribute '\(evaluator.symbols.shown(entry.symbol))'"),
          at: entry.position)
      }
    }
    writer.endObject()
  }

  private mutating func write(_ string: NixString) throws {
    try check(string)
    context = context.union(string.context, in: evaluator.arena)
    writer.string(utf8: string.bytes)
  }

  /// JSON has no way to hold bytes that are not UTF-8.
  private func check(_ string: NixString) throws {
    let bytes = string.bytes
    if bytes.allSatisfy({ $0 < 0x80 }) { return }
    let copy = Array(bytes)
    guard let start = UTF8Scan.firstInvalid(copy) else { return }
    // The message is about the first byte that cannot follow the ones before it.
    var index = start
    while index + 1 < copy.count, UTF8Scan.isPrefix(copy[start...index]) { index += 1 }
    let hex = String(copy[index], radix: 16, uppercase: true)
    let problem =
      UTF8Scan.isPrefix(copy[start...index])
      ? "incomplete UTF-8 string; last byte: 0x\(hex)"
      : "invalid UTF-8 byte at index \(index): 0x\(hex)"
    throw evaluator.failure(
      "JSON serialization error: [json.exception.type_error.316] \(problem)")
  }
}

extension Evaluator {
  /// The value that a JSON text describes. Of members of one name the last counts.
  package func value(fromJSON text: [UInt8]) throws -> Value {
    do {
      var reader = try JSONReader(
        text, limits: .none.stopping(when: isInterrupted), skippingMark: true)
      var levels: [JSONLevel] = []
      var key = Symbol.none
      // What is open is not in the arena yet, and a short text may open a lot.
      var held = 0
      var step = 0
      while true {
        step &+= 1
        if step & 0xfff == 0 {
          try reserve(
            bytes: held &* MemoryLayout<JSONLevel.Item>.stride
              &+ levels.count &* MemoryLayout<JSONLevel>.stride)
        }
        let value: Value
        switch try reader.next() {
        case .end: throw failure("unexpected end of the JSON text")
        case .beginArray, .beginObject:
          levels.append(JSONLevel(key: key))
          continue
        case .key:
          key = try symbol(ofJSON: reader.text)
          continue
        case .endArray:
          let level = levels.removeLast()
          key = level.key
          held &-= level.items.count
          value = list(level.items.map(\.value))
        case .endObject:
          let level = levels.removeLast()
          key = level.key
          held &-= level.items.count
          var set = AttributeSetBuilder(capacity: level.items.count)
          for item in level.items.reversed() { set.append(item.key, item.value) }
          value = set.finish(in: arena).value
        case .string: value = try string(ofJSON: reader.text)
        case .null: value = .null
        case .bool(let flag): value = Value(flag)
        case .integer(let number): value = integer(Int(number))
        case .float(let number): value = float(number)
        case .unsigned(let number):
          throw failure("unsigned json number \(number) outside of Nix integer range")
        }
        guard let last = levels.indices.last else {
          _ = try reader.next()
          return value
        }
        levels[last].items.append((key, value))
        held &+= 1
      }
    } catch let error as TextError {
      try checkStack()
      let position = SourceFile(name: "", bytes: text).position(at: error.span.start)
      throw failure(
        JSONSyntaxMessage.describe(text)
          ?? "parse error at line \(position.line), column \(position.column): \(error.message)")
    }
  }

  private func symbol(ofJSON text: ArraySlice<UInt8>) throws -> Symbol {
    try refuseNull(text)
    return text.withUnsafeBufferPointer { symbols.intern($0) }
  }

  private func string(ofJSON text: ArraySlice<UInt8>) throws -> Value {
    try refuseNull(text)
    return text.withUnsafeBufferPointer { NixString.make($0, in: arena).value }
  }

  /// Strings of Nix cannot hold the byte zero.
  func refuseNull(_ text: ArraySlice<UInt8>) throws {
    guard text.contains(0) else { return }
    let shown = String(decoding: text, as: UTF8.self).unicodeScalars
      .map { $0 == "\0" ? "␀" : String($0) }.joined()
    throw failure(
      "input string '\(shown)' cannot be represented as Nix string because it contains null bytes"
    )
  }
}

/// An array or object that is still open.
private struct JSONLevel {
  /// The name it has in the object around it.
  let key: Symbol
  var items: [Item] = []

  typealias Item = (key: Symbol, value: Value)
}
