/// Sources as sources: pieces of the language in any order, and expressions with a part missing, too
/// much, or in another place. Most are errors of syntax, which Nix tells in words of its own.
extension ExpressionGenerator {
  mutating func source() -> String {
    switch random.below(6) {
    case 0:
      let count = 1 + random.below(9)
      return (0..<count).map { _ in random.pick(Self.tokens) }
        .joined(separator: random.pick([" ", " ", ""]))
    case 1: return literalSource()
    default:
      fuel = min(fuel, 12)
      var text = random.chance(60) ? edge() : make(.random(&random, depth: 2))
      for _ in 0..<(1 + random.below(2)) { text = mutated(text) }
      return text
    }
  }

  private static let tokens = [
    "a", "b", "x", "or", "1", "1.5", "\"s\"", "\"${", "}\"", "''i''", "''", "/p", "./q", "<n>",
    "~/h",
    "http://u/v", "{", "}", "[", "]", "(", ")", ":", ";", ",", ".", "...", "?", "@", "=", "==",
    "!=", "!",
    "<", "<=", ">", ">=", "&&", "||", "->", "+", "-", "*", "/", "//", "++", "${", "if", "then",
    "else",
    "let", "in", "with", "assert", "rec", "inherit", "|>", "<|", "null", "true", "#c", "/*", "*/",
    "\\",
    "{ }", "[ ]", "x:", "{ a }:", "a = 1;", "__curPos", "&", "|", "^", "%", "\"", "'", "é",
  ]

  /// Literals, right and nearly right: numbers, paths, URLs, strings with odd escapes and depths.
  private mutating func literalSource() -> String {
    switch random.below(7) {
    case 0:
      return random.pick([
        "1.", ".5", "1.e5", "1e5", "01", "00.5", "1_000", "0x10", "1.5.2", "1..2", ".5.5", "1.0E+3",
        "5.a",
        "99999999999999999999", "1e", "1.0e", "1.5e400", "- 1", "--1", "1-1", "1 -1", "a-1", "1a",
        "1.5a",
      ])
    case 1:
      return random.pick([
        "/a//b", "/a/", "/", "./.", "./", "../a", "a/b", "a/", "~/x", "~", "/a/${\"b\"}/c",
        "/a/b${\"c\"}",
        "./${\"a\"}", "/${\"a\"}", "a/${\"b\"}/", "/a/${1}", "<a/b>", "<a>", "< a >", "<a/>",
        "/a b", "/a.b/c+d",
        "/a@b", "a.b/c", "/é", "//a", "/a/../b", "/..", "/a/${/b}", "~/${\"x\"}",
      ])
    case 2:
      return random.pick([
        "http://a.b/c", "a:b", "x:x", "a: b", "git+ssh://x", "mailto:me", "http:", "x:1", "f:a/b",
        "x:/y",
      ])
    case 3, 4: return indentedSource()
    default:
      let pieces = (0..<random.below(5)).map { _ in
        random.pick([
          "a", "\\n", "\\q", "\\", "$", "$$", "${1}", "${\"x\"}", "\\${a}", "$${a}", "''", "\\\"",
          "\\r", "\t",
          "\\\\", "$\\{", "${", "}", "\\0", "é",
        ])
      }
      return "\"\(pieces.joined())\""
    }
  }

  /// Indented strings whose lines stand at several depths, with tabs, escapes and empty lines.
  private mutating func indentedSource() -> String {
    let pieces = (0..<(1 + random.below(8))).map { _ in
      random.pick([
        "\n", "\n", "\n", " ", "  ", "    ", "\t", "a", "b c", "''\\n", "''\\t", "'''", "''${",
        "''$", "$", "$$",
        "${\"x\"}", "${\"\\n  y\"}", "''\\q", "'", "\\n", "\r\n", "''\\", "\"", "${''\n  z\n''}",
        "}", "''\\$",
      ])
    }
    return "''\(pieces.joined())\(random.chance(95) ? "''" : "")"
  }

  /// A source without one of its pieces, with one twice, with another, or cut off.
  private mutating func mutated(_ source: String) -> String {
    var pieces: [String] = []
    for character in source {
      let isWord = character.isLetter || character.isNumber || character == "_"
      if isWord, let last = pieces.last?.last, last.isLetter || last.isNumber {
        pieces[pieces.count - 1].append(character)
      } else {
        pieces.append(String(character))
      }
    }
    guard !pieces.isEmpty else { return random.pick(Self.tokens) }
    let index = random.below(pieces.count)
    switch random.below(6) {
    case 0: pieces.remove(at: index)
    case 1: pieces.insert(pieces[index], at: index)
    case 2: pieces.insert(random.pick(Self.tokens), at: index)
    case 3: pieces[index] = random.pick(Self.tokens)
    case 4: pieces.swapAt(index, random.below(pieces.count))
    default: pieces.removeSubrange(index...)
    }
    return pieces.joined()
  }
}
