/// Values in messages: what they are and a look at them, forcing nothing.
extension Evaluator {
  /// "a string", "the built-in function 'map'".
  package func describeType(_ value: Value) -> String {
    switch value.kind {
    case .thunk: "a thunk"
    case .integer: "an integer"
    case .float: "a float"
    case .boolean: "a Boolean"
    case .string: value.string.context.isEmpty ? "a string" : "a string with context"
    case .path: "a path"
    case .null: "null"
    case .attributes: "a set"
    case .list: "a list"
    case .function:
      if value.isBuiltin {
        "the built-in function '\(builtinName(value))'"
      } else if value.isPartialApplication {
        "the partially applied built-in function '\(builtinName(value))'"
      } else {
        "a function"
      }
    }
  }

  func builtinName(_ value: Value) -> String {
    symbols.name(builtins[value.box.detail].pointee.name).text
  }

  /// The value in one line, cut short: ten attributes and elements in all, ten levels.
  package func preview(_ value: Value) -> String { shown(value, within: .errors) }

  /// The value in one line with all that is in it, as traces show it.
  func shownInFull(_ value: Value) -> String { shown(value, within: .none) }

  private func shown(_ value: Value, within limits: PreviewLimits) -> String {
    var printer = PreviewPrinter(evaluator: self, limits: limits)
    printer.print(value, depth: 0)
    return printer.text
  }
}

/// How much of a value is shown.
private struct PreviewLimits {
  var depth = Int.max
  /// Attributes in all sets together, and elements in all lists.
  var items = Int.max
  var stringLength = Int.max

  static let none = PreviewLimits()
  static let errors = PreviewLimits(depth: 10, items: 10, stringLength: 1024)
}

private struct PreviewPrinter {
  let evaluator: Evaluator
  var text = ""
  private var seen: Set<UInt32> = []
  private var attributesPrinted = 0
  private var elementsPrinted = 0

  private let limits: PreviewLimits
  /// What is deeper is left out: a level takes 4 KiB in a program that is not optimised.
  private let deepest: Int

  init(evaluator: Evaluator, limits: PreviewLimits) {
    self.evaluator = evaluator
    self.limits = limits
    deepest = min(limits.depth, evaluator.remainingStack >> 12)
  }

  mutating func print(_ value: Value, depth: Int) {
    switch value.kind {
    case .thunk: printThunk(value.thunk, depth: depth)
    case .integer: text += String(value.integer)
    case .float: text += NumberText.general(value.float)
    case .boolean: text += value === .true ? "true" : "false"
    case .null: text += "null"
    case .path: text += String(decoding: value.shownPath, as: UTF8.self)
    case .string: printString(value.string)
    case .attributes: print(value.attributes, depth: depth)
    case .list: print(list: value, depth: depth)
    // A function inside of something was most probably not yet looked at; this evaluator makes no
    // thunks for functions, Nix does.
    case .function where value.isClosure && depth > 0: text += "«thunk»"
    case .function: printFunction(value)
    }
  }

  private mutating func printThunk(_ thunk: Thunk, depth: Int) {
    switch thunk.content {
    case .forced(let value): print(value, depth: depth)
    case .blackhole: text += "«potential infinite recursion»"
    default: text += "«thunk»"
    }
  }

  private mutating func printString(_ string: NixString) {
    let bytes = string.bytes
    let shown = bytes.prefix(limits.stringLength)
    text += StringLiteral.quoted(shown)
    if shown.count < bytes.count {
      text += " " + elided(bytes.count - shown.count, "byte")
    }
  }

  private func elided(_ count: Int, _ noun: String) -> String {
    "«\(count) \(noun)\(count == 1 ? "" : "s") elided»"
  }

  private mutating func print(_ set: AttributeSet, depth: Int) {
    guard seen.insert(set.value.bits).inserted else {
      text += "«repeated»"
      return
    }
    guard depth < deepest else {
      text += "{ ... }"
      return
    }
    // Who cancels does not wait for a preview either.
    let names = (try? evaluator.sortedByName(set)) ?? []
    let ordered =
      limits.items == .max
      ? names : names.filter(isImportant) + names.filter { !isImportant($0) }
    text += "{"
    for (index, entry) in ordered.enumerated() {
      text += " "
      if attributesPrinted >= limits.items {
        text += elided(names.count - index, "attribute")
        break
      }
      let name = evaluator.symbols.name(entry.symbol)
      text += "\(StringLiteral.attributeName(name.text)) = "
      print(entry.value, depth: depth + 1)
      text += ";"
      attributesPrinted += 1
    }
    text += " }"
  }

  /// `type` and `_type` come first where not all is shown, as they say what a set is.
  private func isImportant(_ entry: AttributeEntry) -> Bool {
    let name = evaluator.symbols.name(entry.symbol)
    return name == "type" || name == "_type"
  }

  private mutating func print(list value: Value, depth: Int) {
    let list = value.list
    guard list.isEmpty || seen.insert(value.bits).inserted else {
      text += "«repeated»"
      return
    }
    guard depth < deepest else {
      text += "[ ... ]"
      return
    }
    text += "["
    for index in 0..<list.count {
      if evaluator.interruption.raised != .none { break }
      text += " "
      if elementsPrinted >= limits.items {
        text += elided(list.count - index, "item")
        break
      }
      print(list[index], depth: depth + 1)
      elementsPrinted += 1
    }
    text += " ]"
  }

  private mutating func printFunction(_ value: Value) {
    if value.isClosure {
      let code = value.closure.code
      let name = code.name == .none ? "" : " " + evaluator.symbols.shown(code.name)
      text += "«lambda\(name) @ \(evaluator.describe(code.position))»"
    } else if value.isBuiltin {
      text += "«primop \(evaluator.builtinName(value))»"
    } else {
      text += "«partially applied primop \(evaluator.builtinName(value))»"
    }
  }
}
