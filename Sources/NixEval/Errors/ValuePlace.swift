import NixLanguage
import SourceText

/// Where values were written.
///
/// In Nix functions and sets know their place. Here sets do not, a word for each would be too much for
/// what two messages show; it is looked for in the text when one of them is made.
extension Evaluator {
  /// Where a function or a set was written; `other` for values that have no place.
  @inline(never) func place(of value: Value, or other: Position = .none) -> Position {
    if value.isClosure { return value.closure.code.position }
    return value.isAttributes ? place(of: value.attributes) : other
  }

  /// The function of a call that was put off, if Nix has its value already, to tell where it is.
  ///
  /// - Parameter isFirst: whether nothing was evaluated of the set or list that the call is in. What
  ///   `mapAttrs` calls is a thunk in Nix until it is called for the first time.
  func knownFunction(of slot: Slot, isFirst: Bool) -> Value? {
    guard slot.value.isOrdinary, !slot.value.isForced else { return nil }
    switch slot.value.thunk.content {
    case .application(let function, _):
      return function.isForced ? function : function.thunk.settledValue
    case .pair(let function, _, _):
      if function.isForced { return isFirst ? nil : function }
      return function.thunk.settledValue
    case .forced, .blackhole, .expression: return nil
    }
  }

  /// The place of the literal that a set is; none for what operators and builtins made.
  private func place(of set: AttributeSet) -> Position {
    let positions = set.map(\.position)
    guard let first = positions.min(by: { $0.raw < $1.raw }), !first.isNone,
      let place = place(of: first), let text = text(at: place)
    else { return .none }
    let tree = Parser.parse(SourceFile(name: "", bytes: text)).tree
    let start = first.raw - UInt32(place.offset)
    let offsets = Set(positions.filter { $0.raw >= start }.map { $0.raw - start })
    guard offsets.count == set.count else { return .none }
    for node in tree.nodes where node.kind == .attributeSet || node.kind == .recursiveSet {
      let written = attributePlaces(ListID(node.a), in: tree)
      if offsets.isSuperset(of: written.fixed),
        offsets.subtracting(written.fixed).isSubset(of: written.computed)
      {
        return Position(raw: start + node.start)
      }
    }
    return .none
  }

  private typealias ListID = SyntaxTree.ListID

  /// Where the attributes of a set are written: those that it has always, and those whose names are
  /// computed, which may be null.
  private func attributePlaces(
    _ bindings: ListID, in tree: SyntaxTree
  ) -> (fixed: Set<UInt32>, computed: Set<UInt32>) {
    var fixed: Set<UInt32> = []
    var computed: Set<UInt32> = []
    for id in tree.children(bindings) {
      let names = ListID(tree[id].a)
      if tree.kind(id) != .binding {
        fixed.formUnion(tree.children(names).map { tree[$0].start })
      } else if tree.kind(tree[names, 0]) == .interpolation {
        computed.insert(tree[id].start)
      } else {
        fixed.insert(tree[id].start)
      }
    }
    return (fixed, computed)
  }

  /// The text that a place is in.
  private func text(at place: SourceMap.Place) -> [UInt8]? {
    guard case .file(let path) = place.origin else { return place.text }
    // As with the lines of a file, nothing depends on the rest of it.
    let met = dependencies.mark()
    defer { dependencies.rewind(met) }
    return CorePackages.source(path) ?? (try? io.readFile(path))
  }
}
