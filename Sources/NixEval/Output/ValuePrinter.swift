/// Values as `nix-instantiate --eval` prints them.
///
/// Nothing is forced: what is not evaluated yet shows as `<CODE>`; force the value deeply first to
/// see everything (`--strict`). A set or list met twice shows as `«repeated»`.
package struct ValuePrinter {
  private let evaluator: Evaluator
  private var out: [UInt8] = []
  private var seen: Set<UInt32> = []
  private var depth = 0
  /// Whether everything was evaluated before. If not, a function inside of something shows as code:
  /// this evaluator makes no thunks for functions, Nix does.
  private let isStrict: Bool

  private init(evaluator: Evaluator, isStrict: Bool) {
    self.evaluator = evaluator
    self.isStrict = isStrict
  }

  static func print(_ value: Value, isStrict: Bool, in evaluator: Evaluator) throws -> [UInt8] {
    var printer = ValuePrinter(evaluator: evaluator, isStrict: isStrict)
    try printer.print(value)
    return printer.out
  }

  private mutating func print(_ value: Value) throws {
    switch value.kind {
    case .thunk: try print(value.thunk)
    case .integer: write(String(value.integer))
    case .float: write(NumberText.general(value.float))
    case .boolean: write(value === .true ? "true" : "false")
    case .null: write("null")
    case .string: StringLiteral.append(value.string.bytes, to: &out)
    case .path: out += value.shownPath
    case .attributes: try print(attributes: value)
    case .list: try print(list: value)
    case .function where value.isClosure && !isStrict && depth > 0: write("<CODE>")
    case .function:
      write(
        value.isClosure ? "<LAMBDA>" : value.isBuiltin ? "<PRIMOP>" : "<PRIMOP-APP>")
    }
  }

  private mutating func write(_ text: String) { out += text.utf8 }

  private mutating func print(_ thunk: Thunk) throws {
    switch thunk.content {
    case .forced(let value): try print(value)
    case .blackhole: write("«potential infinite recursion»")
    default: write("<CODE>")
    }
  }

  /// Prints what is inside of something, within the limits of nesting.
  private mutating func nested(
    _ identity: Value, isEmpty: Bool, _ body: (inout ValuePrinter) throws -> Void
  ) throws {
    // The outermost list is a copy in Nix, so that it shows once more inside of itself.
    let isCopy = depth == 0 && identity.isList
    guard isEmpty || isCopy || seen.insert(identity.bits).inserted else {
      write("«repeated»")
      return
    }
    try evaluator.checkStack()
    guard depth <= evaluator.settings.maximumCallDepth else {
      throw EvalError(.stackOverflow, "stack overflow; max-call-depth exceeded")
    }
    depth += 1
    try body(&self)
    depth -= 1
  }

  private mutating func print(attributes value: Value) throws {
    let set = value.attributes
    try nested(value, isEmpty: set.isEmpty) { printer in
      printer.write("{ ")
      for entry in try printer.evaluator.sortedByName(set) {
        let name = printer.evaluator.symbols.name(entry.symbol).text
        printer.write(StringLiteral.attributeName(name) + " = ")
        try printer.print(entry.value)
        printer.write("; ")
      }
      printer.write("}")
    }
  }

  private mutating func print(list value: Value) throws {
    let list = value.list
    try nested(value, isEmpty: list.isEmpty) { printer in
      printer.write("[ ")
      for index in 0..<list.count {
        try printer.evaluator.checkpoint(index)
        try printer.print(list[index])
        printer.write(" ")
      }
      printer.write("]")
    }
  }
}

extension Evaluator {
  /// The value as `nix-instantiate --eval` prints it; with everything evaluated when `strictly`.
  package func print(_ value: Value, strictly: Bool = false) throws(EvaluationFailure) -> [UInt8] {
    try onEvaluationStack {
      let value = try force(value)
      if strictly { try forceDeeply(value) }
      return try ValuePrinter.print(value, isStrict: strictly, in: self)
    }
  }
}
