/// Texts in the little languages that builtins read, right ones and broken ones, and what reads them.
extension ExpressionGenerator {
  /// A set or list that comes out of a text, or an error about it.
  mutating func parsed() -> String {
    switch random.below(8) {
    case 0, 1: return "(builtins.fromJSON \(quotedText(jsonText())))"
    case 2, 3: return "(fromTOML \(quotedText(tomlText())))"
    case 4: return "(builtins.match \(quotedText(regex())) \(quotedText(subject())))"
    case 5: return "(builtins.split \(quotedText(regex())) \(quotedText(subject())))"
    case 6: return "(builtins.splitVersion \(quotedText(version())))"
    default:
      return "(builtins.compareVersions \(quotedText(version())) \(quotedText(version())))"
    }
  }

  /// A text as a string literal.
  func quotedText(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\", "$": out += "\\\(scalar)"
      case "\n": out += "\\n"
      case "\t": out += "\\t"
      case "\r": out += "\\r"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }

  // MARK: JSON

  /// A value; now and then with a piece too much or too few.
  private mutating func jsonText() -> String {
    if random.chance(15) { return soup(Self.jsonPieces) }
    var text = jsonValue(depth: 3)
    if random.chance(15) { text = damaged(text) }
    return text
  }

  private static let jsonPieces = [
    "[", "]", "{", "}", ":", ",", "\"a\"", "\"b", "1", "-2", "1.5", "1e3", "true", "null", "fals",
    " ", "\n", "\\", "\"\\n\"", "x", "é", "\"\\u00e9\"", "0", "00", "1.", "\"",
    "\"\\ud83d\\ude00\"",
    "1e400", "18446744073709551615", "-0",
  ]

  private mutating func jsonValue(depth: Int) -> String {
    switch random.below(depth > 0 ? 10 : 7) {
    case 0: return "null"
    case 1: return random.chance(50) ? "true" : "false"
    case 2: return number()
    case 3, 4: return random.pick(["1", "-1", "0", "42", "9223372036854775807", "1e2", "0.1"])
    case 5, 6:
      return "\""
        + random.pick([
          "", "a", "b c", "\\n", "\\u0041", "é", "\\\"", "\\\\", "\\/", "${x}", "\\ud83d\\ude00",
          "\\u00e9",
        ]) + "\""
    case 7, 8:
      let items = (0..<random.below(4)).map { _ in jsonValue(depth: depth - 1) }
      return "[\(items.joined(separator: random.pick([",", ", ", " ,\n"])))]"
    default:
      let members = (0..<random.below(4)).map { _ in
        "\"\(random.pick(["a", "b", "é", "", "a b", "\\u0041", "_type"]))\":"
          + jsonValue(depth: depth - 1)
      }
      return "{\(members.joined(separator: ","))}"
    }
  }

  /// A number with many digits, or with an exponent.
  mutating func number() -> String {
    let digits = (0..<(1 + random.below(18))).map { _ in String(random.below(10)) }.joined()
    let integer = String(Int(digits.prefix(18)) ?? 0)
    let fraction = random.chance(60) ? ".\(String(random.below(100_000_000)))" : ""
    let exponent =
      random.chance(40)
      ? "\(random.pick(["e", "E"]))\(random.pick(["", "+", "-"]))\(random.below(30))" : ""
    return (random.chance(30) ? "-" : "") + integer + fraction + exponent
  }

  // MARK: TOML

  private mutating func tomlText() -> String {
    if random.chance(15) { return soup(Self.tomlPieces) }
    let lines = (0..<random.below(6)).map { _ in tomlLine() }
    let text = lines.joined(separator: "\n")
    return random.chance(10) ? damaged(text) : text
  }

  private static let tomlPieces = [
    "a", "b", "\"k\"", "'l'", ".", " ", "=", " = ", "\n", "[", "[[", "]", "]]", "{", "}", ",", "1",
    "-1", "1.5", "1e3", "true", "\"s\"", "'t'", "# c", "0x1f", "1979-05-27", "inf", "_", "+",
    "07:32:00", "x", "é", "\\", "\"\\n\"", "\"\\q\"", "1_000",
  ]

  private mutating func tomlLine() -> String {
    let key = random.pick(["a", "b", "c", "a.b", "a.b.c", "\"d e\"", "'f'", "1"])
    switch random.below(8) {
    case 0: return "[\(key)]"
    case 1: return "[[\(random.pick(["t", "u", "a.t"]))]]"
    case 2: return random.pick(["", "# comment", "  "])
    default: return "\(key) = \(tomlValue(depth: 2))"
    }
  }

  private mutating func tomlValue(depth: Int) -> String {
    switch random.below(depth > 0 ? 10 : 8) {
    case 0: return random.chance(50) ? "true" : "false"
    case 1: return random.pick(["1", "-17", "+3", "1_000", "0xff", "0o17", "0b101", "0"])
    case 2: return number()
    case 3: return random.pick(["1.5", "-0.0", "6.02e23", "inf", "-inf", "1e3", "3.0"])
    case 4, 5:
      return random.pick(["\"a\"", "'b'", "\"\\u00e9\\n\"", "\"\"\"x\"\"\"", "'''y'''", "\"é\""])
    case 6:
      return random.pick(["x", "1.", ".5", "01", "1__0", "\"", "True", "1979-05-27", "07:32"])
    case 7: return String(random.below(1000))
    case 8:
      let items = (0..<random.below(4)).map { _ in tomlValue(depth: depth - 1) }
      return "[\(items.joined(separator: random.pick([",", ", ", ",\n"])))]"
    default:
      let members = (0..<random.below(3)).map { _ in
        "\(random.pick(["a", "b", "c.d"])) = \(tomlValue(depth: depth - 1))"
      }
      return "{\(members.joined(separator: ", "))}"
    }
  }

  // MARK: Regular expressions and versions

  private mutating func regex() -> String {
    if random.chance(8) {
      return soup(["(", ")", "[", "]", "*", "+", "?", "{", "}", "a", "|", "\\", "."])
    }
    let branches = (0..<(random.chance(25) ? 2 : 1)).map { _ in
      (0..<random.below(4)).map { _ in atom() + repetition() }.joined()
    }
    return branches.joined(separator: "|")
  }

  private mutating func atom() -> String {
    switch random.below(8) {
    case 0: return "."
    case 1:
      return "[\(random.pick(["a-c", "^a", "[:digit:]", "a-z0-9", "]a", "^[:space:]", "-a"]))]"
    case 2, 3: return "(\(fuel > 0 && random.chance(60) ? regexInside() : "a"))"
    case 4: return random.pick(["\\.", "\\*", "^", "$", "\\("])
    default: return random.pick(["a", "b", "c", "1", "-", "/", "ab"])
    }
  }

  private mutating func regexInside() -> String {
    fuel -= 1
    return regex()
  }

  private mutating func repetition() -> String {
    random.chance(55) ? "" : random.pick(["*", "+", "?", "{2}", "{1,2}", "{0,}"])
  }

  private mutating func subject() -> String {
    (0..<random.below(8)).map { _ in
      random.pick(["a", "b", "c", "1", "-", "/", ".", " ", "ab", "é"])
    }
    .joined()
  }

  mutating func version() -> String {
    (0..<random.below(6)).map { _ in
      random.pick(["1", "2", "10", "0", ".", ".", "-", "a", "b", "pre", "rc", "99999999999", "01"])
    }.joined()
  }

  // MARK: Damage

  private mutating func soup(_ pieces: [String]) -> String {
    (0..<(1 + random.below(7))).map { _ in random.pick(pieces) }.joined()
  }

  /// A text without one of its characters, or with one more.
  private mutating func damaged(_ text: String) -> String {
    var characters = Array(text)
    guard !characters.isEmpty else { return text }
    let index = random.below(characters.count)
    if random.chance(50) {
      characters.remove(at: index)
    } else {
      characters.insert(random.pick(["x", ",", "\"", "}", "]", " ", "1", "\n"]), at: index)
    }
    return String(characters)
  }
}
