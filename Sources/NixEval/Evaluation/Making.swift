/// Making values from Swift ones.
extension Evaluator {
  @inline(__always) package func integer(_ number: Int) -> Value { .integer(number, in: arena) }
  package func float(_ number: Double) -> Value { .float(number, in: arena) }

  package func string(_ text: String, context: StringContext = .empty) -> Value {
    NixString.make(text, context: context, in: arena).value
  }

  package func string(_ bytes: some Collection<UInt8>, context: StringContext = .empty) -> Value {
    NixString.make(bytes, context: context, in: arena).value
  }

  /// A path value; the text is made canonical.
  package func path(_ text: String) -> Value {
    .path(NixString.make(CanonicalPath.make(text), in: arena), in: arena)
  }

  package func list(_ elements: some Collection<Value>) -> Value {
    NixList.make(elements, in: arena).value
  }

  package func attributes(_ entries: some Sequence<(Symbol, Value)>) -> Value {
    var builder = AttributeSetBuilder()
    for (symbol, value) in entries { builder.append(symbol, value) }
    return builder.finish(in: arena).value
  }

  package func attributes(_ entries: some Sequence<(String, Value)>) -> Value {
    attributes(entries.map { (symbols.intern($0.0), $0.1) })
  }

  /// A context from its elements.
  package func context(_ elements: some Collection<ContextElement>) -> StringContext {
    StringContext.make(elements.map { symbols.intern($0.encoded) }, in: arena)
  }

  /// The elements of a context, sorted by their encoded text.
  package func elements(of context: StringContext) -> [ContextElement] {
    (0..<context.count).map { symbols.name(context.symbol($0)).text }.sorted()
      .map(ContextElement.init(encoded:))
  }

  /// The first element as Nix orders them, for messages: paths, then derivations with all they need,
  /// then outputs.
  func firstElement(of context: StringContext) -> ContextElement? {
    elements(of: context).min { $0.rank < $1.rank }
  }

  package func union(_ left: StringContext, _ right: StringContext) -> StringContext {
    left.union(right, in: arena)
  }

  /// A value as that of a thunk of its own. Nix copies it into the cell of the thunk, and two cells
  /// can be told apart: a list is printed as `«repeated»` only where the same cell comes again, and a
  /// function in a list or set equals itself only as the same cell. So does NaN.
  @inline(__always) func ownValue(_ value: Value, of node: Node? = nil) -> Value {
    if _fastPath(value.tag < Value.Tag.closure) { return value }
    // A function was just made there.
    if let node, node.kind == .lambda { return value }
    return copied(value)
  }

  @inline(never) private func copied(_ value: Value) -> Value {
    switch value.tag {
    case Value.Tag.list: value.list.copied(in: arena).value
    case Value.Tag.closure: value.closure.copied(in: arena).value
    default: value.isFunction || value.isNaN ? value.box.copied(in: arena).value : value
    }
  }
}
