/// The variables in scope while a file is bound: for each symbol a stack of its definitions, so that
/// looking up a name costs one array access however deep scopes nest.
///
/// One scope serves all files of an evaluator; between files it holds the globals alone. A class,
/// because its array of all symbols must never be copied. It calls nothing while it changes something;
/// to check that at each access was a sixteenth of binding.
final class Scope {
  /// Where a variable lives at run time.
  enum Place {
    /// Known now: a global such as `true` or `map`.
    case constant(Value)
    /// Slot `slot` of the environment `level` scopes out.
    case slot(level: Int, slot: Int)
  }

  private struct Definition {
    let symbol: Symbol
    let depth: Int32
    let slot: Int32
    /// The definition that this one hides, or -1.
    let hidden: Int32
    let constant: Value
  }

  /// The innermost `with`, if any.
  struct With {
    let node: Node
    let depth: Int
  }

  @exclusivity(unchecked) private var definitions: [Definition] = []
  /// The innermost definition of each symbol, or -1.
  @exclusivity(unchecked) private var innermost: [Int32] = []
  /// How many environments there are between here and the root.
  @exclusivity(unchecked) private(set) var depth = 0
  @exclusivity(unchecked) var with: With?

  /// Node levels are 16 bits.
  static let maximumDepth = Int(UInt16.max)

  /// The outermost scope.
  init(globals: [Evaluator.Global]) {
    for global in globals {
      define(global.symbol, slot: global.slot ?? -1, constant: global.value)
    }
  }

  /// Defines a variable in the current scope.
  func define(_ symbol: Symbol, slot: Int, constant: Value = .absent) {
    let index = Int(symbol.id)
    if index >= innermost.count {
      innermost.append(
        contentsOf: repeatElement(-1, count: max(index + 1 - innermost.count, innermost.count)))
    }
    definitions.append(
      Definition(
        symbol: symbol, depth: Int32(depth), slot: Int32(slot), hidden: innermost[index],
        constant: constant))
    innermost[index] = Int32(definitions.count - 1)
  }

  func find(_ symbol: Symbol) -> Place? {
    let index = Int(symbol.id)
    guard index < innermost.count, innermost[index] >= 0 else { return nil }
    let definition = definitions[Int(innermost[index])]
    if definition.slot < 0 { return .constant(definition.constant) }
    return .slot(level: depth - Int(definition.depth), slot: Int(definition.slot))
  }

  /// The name of the global that has this value.
  func global(of value: Value) -> Symbol? {
    definitions.first { $0.depth == 0 && $0.slot < 0 && $0.constant === value }?.symbol
  }

  /// Whether a name means what it means outside of all files.
  func isGlobal(_ symbol: Symbol) -> Bool {
    if case .constant? = find(symbol) { true } else { false }
  }

  /// What `leave` needs to restore.
  struct Mark {
    fileprivate let count: Int
    fileprivate let depth: Int
    fileprivate let with: With?
  }

  /// The state to come back to.
  var mark: Mark { Mark(count: definitions.count, depth: depth, with: with) }

  /// Opens a scope that has an environment of its own.
  func enter() -> Mark {
    let outside = mark
    depth += 1
    return outside
  }

  func leave(_ mark: Mark) {
    while definitions.count > mark.count {
      let last = definitions.removeLast()
      innermost[Int(last.symbol.id)] = last.hidden
    }
    depth = mark.depth
    with = mark.with
  }
}
