extension NixLiteral {
  /// The literal on one line, as an expression of its own (`-1`, not `(-1)`).
  package var text: String {
    var printer = NixLiteralPrinter(isBlock: false)
    printer.print(self, indentation: 0)
    return printer.out
  }

  /// The literal on one line where only a simple expression may stand: in a list, as an argument.
  package var argument: String {
    var printer = NixLiteralPrinter(isBlock: false)
    printer.printElement(self, indentation: 0)
    return printer.out
  }

  /// The literal as a person would lay it out: a line for every attribute, multi-line text as an
  /// indented string. Lines after the first are indented by `indentation` spaces.
  package func block(indentation: Int = 0) -> String {
    var printer = NixLiteralPrinter(isBlock: true)
    printer.print(self, indentation: indentation)
    return printer.out
  }

  /// A string literal in double quotes.
  package static func quoted(_ text: String) -> String {
    var out: [UInt8] = [UInt8(ascii: "\"")]
    appendEscaped(text, to: &out)
    out.append(UInt8(ascii: "\""))
    return String(decoding: out, as: UTF8.self)
  }

  /// The text between double quotes.
  private static func appendEscaped(_ text: String, to out: inout [UInt8]) {
    let bytes = Array(text.utf8)
    out.reserveCapacity(out.count + bytes.count + 2)
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): out += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): out += "\\n".utf8
      case UInt8(ascii: "\t"): out += "\\t".utf8
      // A raw carriage return would be read back as a line feed.
      case UInt8(ascii: "\r"): out += "\\r".utf8
      case UInt8(ascii: "$") where index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "{"):
        out += "\\$".utf8
      case 0: out += "\u{FFFD}".utf8
      default: out.append(byte)
      }
    }
  }
}

/// Writes one literal.
private struct NixLiteralPrinter {
  let isBlock: Bool
  var out = ""

  init(isBlock: Bool) { self.isBlock = isBlock }

  mutating func print(_ literal: NixLiteral, indentation: Int) {
    switch literal {
    case .null: out += "null"
    case .bool(let value): out += value ? "true" : "false"
    // Nix has no negative literals: `-` is an operator, and 2^63 does not fit before it applies.
    case .integer(Int.min): out += "\(Int.min + 1) - 1"
    case .integer(let value): out += "\(value)"
    case .float(let value): out += Self.float(value)
    case .string(let text): printString(text, indentation: indentation)
    case .path(let path): out += Self.path(path)
    case .list(let elements): printList(elements, indentation: indentation)
    case .attributes(let attributes): printSet(attributes, indentation: indentation)
    }
  }

  /// Prints with parentheses where the literal is not a simple expression.
  mutating func printElement(_ literal: NixLiteral, indentation: Int) {
    let start = out.endIndex
    print(literal, indentation: indentation)
    switch literal {
    case .integer(let value) where value < 0: break
    case .float, .path:
      // Only numbers with a sign and computed values hold a space or a sign in front.
      let printed = out[start...]
      guard printed.first == "-" || printed.contains(" ") else { return }
    default: return
    }
    out.insert("(", at: start)
    out += ")"
  }

  private mutating func printList(_ elements: [NixLiteral], indentation: Int) {
    guard !elements.isEmpty else {
      out += "[ ]"
      return
    }
    out += "["
    for element in elements {
      separate(indentation + 2)
      printElement(element, indentation: indentation + 2)
    }
    separate(indentation)
    out += "]"
  }

  private mutating func printSet(_ attributes: [NixLiteral.Attribute], indentation: Int) {
    guard !attributes.isEmpty else {
      out += "{ }"
      return
    }
    out += "{"
    for attribute in attributes {
      separate(indentation + 2)
      out += NixName.attribute(attribute.name) + " = "
      print(attribute.value, indentation: indentation + 2)
      out += ";"
    }
    separate(indentation)
    out += "}"
  }

  private mutating func separate(_ indentation: Int) {
    out += isBlock ? "\n" + String(repeating: " ", count: indentation) : " "
  }

  private mutating func printString(_ text: String, indentation: Int) {
    guard isBlock, let lines = Self.indentedLines(text) else {
      out += NixLiteral.quoted(text)
      return
    }
    let margin = String(repeating: " ", count: indentation + 2)
    out += "''\n"
    for line in lines { out += line.isEmpty ? "\n" : margin + line + "\n" }
    out += String(repeating: " ", count: indentation) + "''"
  }

  /// The lines of an indented string that stands for a text, or nil when quotes are better.
  ///
  /// Only text that an indented string keeps as it is: at least two lines, the last one ended, some
  /// line that starts at the margin, no controls but tab and line feed.
  private static func indentedLines(_ text: String) -> [String]? {
    let bytes = Array(text.utf8)
    guard bytes.last == UInt8(ascii: "\n"), bytes.dropLast().contains(UInt8(ascii: "\n")) else {
      return nil
    }
    var startsAtMargin = false
    var lines: [String] = []
    for line in bytes.dropLast().split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    {
      guard line.allSatisfy({ $0 >= 0x20 || $0 == UInt8(ascii: "\t") }) else { return nil }
      // A line of spaces alone would be stripped like indentation.
      if !line.isEmpty, line.allSatisfy({ $0 == UInt8(ascii: " ") }) { return nil }
      if let first = line.first, first != UInt8(ascii: " ") { startsAtMargin = true }
      lines.append(indentedEscapes(line))
    }
    return startsAtMargin ? lines : nil
  }

  /// `''` becomes `'''` and `${` becomes `''${`.
  private static func indentedEscapes(_ line: ArraySlice<UInt8>) -> String {
    var out: [UInt8] = []
    var index = line.startIndex
    while index < line.endIndex {
      let byte = line[index]
      let next = index + 1 < line.endIndex ? line[index + 1] : 0
      if byte == UInt8(ascii: "'"), next == UInt8(ascii: "'") {
        out += "'''".utf8
        index += 2
      } else if byte == UInt8(ascii: "'"), next == UInt8(ascii: "$") {
        // The quote would join the escape of what follows: `'` and `''${` make `'''`.
        out += "''\\'".utf8
        index += 1
      } else if byte == UInt8(ascii: "$"), next == UInt8(ascii: "{") {
        out += "''${".utf8
        index += 2
      } else {
        out.append(byte)
        index += 1
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// A number that Nix reads back to the same bits: with a point, since `1e5` is no number there.
  static func float(_ value: Double) -> String {
    if value.isNaN { return "1.0e308 * 10.0 * 0.0" }
    if value.isInfinite { return value < 0 ? "-1.0e308 * 10.0" : "1.0e308 * 10.0" }
    // `-x` is `0 - x`, which makes +0.0 of 0.0.
    if value == 0 { return value.sign == .minus ? "0.0 * -1.0" : "0.0" }
    // Nix refuses literals below the smallest normal number, so they are computed: both factors are
    // exact, and so is the product.
    if value.isSubnormal {
      return "\(float(value * 0x1p128)) * \(float(0x1p-128))"
    }
    var digits = value.description
    if let exponent = digits.firstIndex(of: "e") {
      if !digits[..<exponent].contains(".") { digits.insert(contentsOf: ".0", at: exponent) }
    }
    return digits
  }

  /// A path literal, or an expression for a path that has no literal.
  static func path(_ path: String) -> String {
    let isAbsolute = path.hasPrefix("/")
    let components = path.split(separator: "/").filter { $0 != "." }
    if components.isEmpty { return isAbsolute ? "/." : "./." }
    let joined = components.joined(separator: "/")
    if components.allSatisfy({ $0.utf8.allSatisfy(isPathCharacter) }) {
      if isAbsolute { return "/" + joined }
      return components[0] == ".." && components.count > 1 ? joined : "./" + joined
    }
    return (isAbsolute ? "/. + " : "./. + ") + NixLiteral.quoted("/" + joined)
  }

  private static func isPathCharacter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "-"), UInt8(ascii: "+"):
      true
    default: false
    }
  }
}
