/// The builtins of one evaluator, by number.
struct BuiltinTable {
  /// All functions of `builtins`, topic by topic. A new topic is a file and a line here.
  static let standard: [Builtin] = [
    ArithmeticBuiltins.table, TypeBuiltins.table, AttributeBuiltins.table, ListBuiltins.table,
    SortBuiltin.table, FunctionBuiltins.table, ClosureBuiltin.table, ControlBuiltins.table,
    StringBuiltins.table,
    PathBuiltins.table, FileBuiltins.table, ImportBuiltins.table,
    // Strings, text formats and the store.
    RegexBuiltins.table, ReplacementBuiltins.table, VersionBuiltins.table, HashBuiltins.table,
    ContextBuiltins.table, JSONBuiltins.table, TOMLBuiltins.table, XMLBuiltins.table,
    DerivationBuiltins.table, StoreBuiltins.table, FetchBuiltins.table,
    FlakeReferenceBuiltins.table,
  ].flatMap { $0 }

  /// What a call needs, kept small and flat.
  struct Entry {
    let body: Builtin.Body
    let arity: Int
    let strictness: UInt
    let forcesFirst: Bool
    let name: Symbol
    /// Whether a call is a step of a trace; `addErrorContext` says what is to be said.
    let isTraced: Bool
  }

  private let entries: UnsafeMutablePointer<Entry>
  let count: Int
  /// The descriptions, in the same order.
  let descriptions: [Builtin]

  init(_ builtins: [Builtin], symbols: SymbolTable) {
    descriptions = builtins
    count = builtins.count
    entries = .allocate(capacity: max(1, builtins.count))
    for (index, builtin) in builtins.enumerated() {
      (entries + index).initialize(
        to: Entry(
          body: builtin.body, arity: builtin.arity, strictness: builtin.strictness,
          forcesFirst: builtin.forcesFirst, name: symbols.intern(builtin.name),
          isTraced: builtin.name != "addErrorContext" && builtin.name != "break"))
    }
  }

  func destroy() {
    entries.deinitialize(count: count)
    entries.deallocate()
  }

  @inline(__always) subscript(index: UInt32) -> UnsafePointer<Entry> {
    assert(Int(index) < count)
    return UnsafePointer(entries + Int(index))
  }
}
