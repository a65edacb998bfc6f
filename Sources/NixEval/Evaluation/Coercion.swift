import NixStore

/// What coercion to a string may do besides taking strings and sets with `__toString` or `outPath`.
package struct Coercion: OptionSet, Sendable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// A path is copied to the store and becomes its store path; without, it stays what it is.
  package static let copiesPaths = Coercion(rawValue: 1)
  /// Numbers, Booleans, null and lists have a text too: `toString`, attributes of derivations.
  package static let takesEverything = Coercion(rawValue: 2)
}

/// String coercion: the one place that says what becomes of a value in a string.
///
/// | value              | text                                                             |
/// |--------------------|------------------------------------------------------------------|
/// | string             | itself                                                           |
/// | path               | itself, or the store path of its copy (`copiesPaths`)             |
/// | set                | what `__toString self` gives, else its `outPath`, coerced in turn |
/// | true; false, null  | `1`; nothing (`takesEverything`, as all below)                    |
/// | integer            | decimal digits                                                   |
/// | float              | six decimals, as C's `%f`                                        |
/// | list               | its elements with spaces between; none after an empty list        |
extension Evaluator {
  package func coerceToString(
    _ value: Value, _ coercion: Coercion, _ purpose: StaticString, at position: Position = .none
  ) throws -> NixString {
    let value = try force(value)
    if _fastPath(value.isString) { return value.string }
    try checkStack()
    try enterCall()
    defer { callDepth &-= 1 }
    if value.isPath {
      return coercion.contains(.copiesPaths)
        ? try copyToStore(value.pathString.text)
        : CorePackages.string(value.pathString, in: arena)
    }
    if value.isAttributes, let text = try peel(value.attributes, at: position) {
      guard value.attributes.find(.toStringMethod) != nil else {
        return try coerceToString(text, coercion, purpose, at: position)
      }
      return try coerceToString(
        text, coercion, "while evaluating the result of the `__toString` attribute", at: position)
    }
    if coercion.contains(.takesEverything) {
      switch value.kind {
      case .boolean: return NixString.make(value === .true ? "1" : "", in: arena)
      case .null: return NixString.make("", in: arena)
      case .integer: return NixString.make(String(value.integer), in: arena)
      case .float: return NixString.make(NumberText.fixed(value.float), in: arena)
      case .list: return try coerceToString(value.list, coercion, purpose, at: position)
      default: break
      }
    }
    throw traced(
      EvalError(.type, "cannot coerce \(describeType(value)) to a string: \(preview(value))"),
      .fixed(purpose), at: position)
  }

  /// What a set says it is as a string: `__toString` before `outPath`; nil when it says nothing.
  func peel(_ set: AttributeSet, at position: Position) throws -> Value? {
    if let method = set.find(.toStringMethod) {
      return try force(try call(try force(method.slot), set.value, at: position))
    }
    return try attribute(.outPath, of: set)
  }

  private func coerceToString(
    _ list: NixList, _ coercion: Coercion, _ purpose: StaticString, at position: Position
  ) throws -> NixString {
    var builder = StringBuilder()
    for index in 0..<list.count {
      do {
        let text = try coerceToString(
          list[index], coercion, "while evaluating one element of the list", at: position)
        builder.append(text, in: arena)
      } catch { throw traced(error, .fixed(purpose), at: position) }
      let element = try force(list.slot(index))
      if index + 1 < list.count && !(element.isList && element.list.isEmpty) {
        builder.append(UInt8(ascii: " "))
      }
    }
    return try finish(builder)
  }

  /// The absolute path that a value stands for: a path, or a string or set that is one.
  package func coerceToPath(
    _ value: Value, _ purpose: StaticString, at position: Position = .none
  ) throws -> (path: String, context: StringContext) {
    var value = value
    do {
      value = try force(value)
    } catch { throw traced(error, .fixed(purpose), at: position) }
    while value.isAttributes, let text = try peel(value.attributes, at: position) { value = text }
    if value.isPath { return (value.pathString.text, .empty) }
    let string = try coerceToString(value, [], purpose, at: position)
    guard string.bytes.first == UInt8(ascii: "/") else {
      throw traced(
        failure("string '\(string.text)' doesn't represent an absolute path"), .fixed(purpose),
        at: position)
    }
    return (CanonicalPath.make(string.text), string.context)
  }

  // MARK: Interpolation

  /// `"text ${expression} text"`.
  @inline(never) func interpolate(_ node: Node, _ environment: Environment) throws -> Value {
    let parts = node.parts
    return try withTemporaryValues(parts.count) { strings in
      var length = 0
      var context = StringContext.empty
      for index in 0..<parts.count {
        let part = parts[index]
        var value = try evaluate(part, environment)
        if !value.isString {
          value = try coerceToString(
            ownValue(value), .copiesPaths, "while evaluating a path segment", at: parts.place(index)
          ).value
        }
        strings[index] = value
        length &+= value.string.count
        context = context.union(value.string.context, in: arena)
      }
      try checkLength(length)
      return try copied(
        NixString.concatenate(strings, count: length, context: context, in: arena))
    }
  }

  /// `./path/${expression}`.
  @inline(never) func interpolatePath(_ node: Node, _ environment: Environment) throws -> Value {
    let parts = node.parts
    var builder = StringBuilder()
    for index in 0..<parts.count {
      let value = try evaluate(parts[index], environment)
      let text = try coerceToString(
        ownValue(value), [], "while evaluating a path segment", at: parts.place(index))
      builder.append(text, in: arena)
    }
    try refuseContext(builder.context, at: node.position)
    return .path(NixString.make(CanonicalPath.make(builder.bytes), in: arena), in: arena)
  }

  /// `path + string`.
  func appendToPath(_ path: NixString, _ suffix: NixString, at position: Position) throws -> Value {
    try refuseContext(suffix.context, at: position)
    try checkLength(path.count + suffix.count)
    let bytes = CanonicalPath.make(Array(path.bytes) + suffix.bytes)
    return .path(NixString.make(bytes, in: arena), in: arena)
  }

  private func refuseContext(_ context: StringContext, at position: Position) throws {
    guard !context.isEmpty else { return }
    throw failure(
      "a string that refers to a store path cannot be appended to a path", at: position)
  }

  // MARK: Building strings

  /// The string that was built.
  package func finish(_ builder: StringBuilder) throws -> NixString {
    try checkLength(builder.bytes.count)
    return NixString.make(builder.bytes, context: builder.context, in: arena)
  }
}

/// Bytes and context of a string in the making.
package struct StringBuilder {
  package private(set) var bytes: [UInt8] = []
  package private(set) var context: StringContext = .empty

  package init() {}

  package mutating func append(_ string: NixString, in arena: Arena) {
    bytes.append(contentsOf: string.bytes)
    context = context.union(string.context, in: arena)
  }

  package mutating func append(_ byte: UInt8) { bytes.append(byte) }
  package mutating func append(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }
  package mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  package mutating func add(_ more: StringContext, in arena: Arena) {
    context = context.union(more, in: arena)
  }
}
