/// What the stand-in's module system does most often, without a call for each definition. Nix has nothing
/// like it; the embedding program adds it to `builtins`.
package enum ModuleBuiltins {
  package static let table: [Builtin] = [
    Builtin(
      "nixwizDefinitions", "place! outer! wrap! set!",
      "A definition for each attribute: `{ NAME = [ { file; fileStays; pos; value; } ]; }`.",
      definitions),
    Builtin("nixwizPlace", "position!", "`{ file; line; column; }` of a position.") {
      evaluator, arguments in
      guard arguments[0].isInteger else { throw evaluator.failure("nixwizPlace: not a position") }
      return evaluator.positionValue(
        Position(raw: UInt32(truncatingIfNeeded: arguments[0].integer)))
    },
  ]

  /// `pos` is `place` of where the attribute stands, that of the definition around if this is in no file;
  /// `value` that of the attribute, to which `wrap` is applied unless it is null. Nothing is evaluated
  /// but the name of the file, and not even that if `fileStays` in the definition around them: then they
  /// are the same records after an exchange in which the file has got another name.
  private static func definitions(_ evaluator: Evaluator, _ arguments: Arguments) throws -> Value {
    let place = arguments[0]
    let outer = try evaluator.attributes(
      arguments[1], "while evaluating the definition around others")
    let record = evaluator.cache(DefinitionShape.self) { DefinitionShape(evaluator) }
    let staying = try outer.find(record.staying).map { try evaluator.force($0.slot) } ?? .false
    let file =
      try outer.find(.file).map { try staying === .true ? $0.value : evaluator.force($0.slot) }
      ?? .null
    let elsewhere = outer.find(evaluator.symbols.intern("pos" as StaticString))?.value ?? .null
    let wrap = arguments[2] === .null ? nil : arguments[2]
    let set = try evaluator.attributes(
      arguments[3], "while evaluating the definitions of a module")
    if set.isEmpty { return evaluator.emptySet.value }
    let arena = evaluator.arena
    let result = AttributeSet.make(set.shape(in: arena).unplaced(in: arena), in: arena)
    for (index, entry) in set.enumerated() {
      try evaluator.checkpoint(index)
      let isInFile = evaluator.sourceMap.isInFile(entry.position)
      let list = try evaluator.makeList(count: 1)
      list.setElement(
        0,
        record.make(
          file: file, staying: staying,
          pos: isInFile
            ? Thunk.apply(place, evaluator.integer(Int(entry.position.raw)), in: arena) : elsewhere,
          value: wrap.map { Thunk.apply($0, entry.value, in: arena) } ?? entry.value, in: arena))
      result.setValue(index, list.value)
    }
    return result.value
  }
}

/// The shape that all records of definitions share.
private final class DefinitionShape {
  private let shape: Shape
  /// Whether `file` is to be the same object in all definitions.
  let staying: Symbol
  private let file: Int
  private let stayingIndex: Int
  private let pos: Int
  private let value: Int

  init(_ evaluator: Evaluator) {
    staying = evaluator.symbols.intern("fileStays" as StaticString)
    let names = ["file", "fileStays", "pos", "value"].map { ($0, Value.null) }
    let shape = evaluator.attributes(names).attributes.shape(in: evaluator.arena)
    self.shape = shape
    func index(_ name: StaticString) -> Int {
      shape.index(of: evaluator.symbols.intern(name)).unsafelyUnwrapped
    }
    (file, pos, value) = (index("file"), index("pos"), index("value"))
    stayingIndex = index("fileStays")
  }

  func make(file: Value, staying: Value, pos: Value, value: Value, in arena: Arena) -> Value {
    let set = AttributeSet.make(shape, in: arena)
    set.setValue(self.file, file)
    set.setValue(stayingIndex, staying)
    set.setValue(self.pos, pos)
    set.setValue(self.value, value)
    return set.value
  }
}
