/// Values at the edges of their types: numbers near the limits, bytes that are no text, dates,
/// hashes, and everything that printing treats in a way of its own.
extension ExpressionGenerator {
  // MARK: Numbers

  mutating func extremeNumber() -> String {
    switch random.below(10) {
    case 0, 1: return number()
    case 2, 3:
      return
        "(\(extreme()) \(random.pick(["+", "-", "*", "/", "<", "<=", "==", ">"])) \(extreme()))"
    case 4: return "(builtins.\(random.pick(["floor", "ceil"])) \(extreme()))"
    case 5: return "(toString \(extreme()))"
    case 6: return "(builtins.toJSON [ \(extreme()) \(extreme()) ])"
    case 7: return "(builtins.fromJSON \(quotedText(random.pick(["-", ""]) + number())))"
    case 8:
      return "(builtins.\(random.pick(["bitAnd", "bitOr", "bitXor"])) \(extreme()) \(extreme()))"
    default: return "(- \(extreme()))"
    }
  }

  private mutating func extreme() -> String {
    random.pick([
      "9223372036854775807", "(-9223372036854775807 - 1)", "9223372036854775806",
      "4611686018427387904",
      "3037000500", "(-1)", "0", "1", "2", "9007199254740993", "9007199254740992.0",
      "9.2233720368547758e18",
      "(-9.2233720368547758e18)", "1.0e308", "1.0e-308", "5.0e-324", "0.1", "0.2", "(-0.0)",
      "1.0e19",
      "2.5", "(-2.5)", "(-0.5)", "1e16", "123456.7", "1234567.8", "0.00001234", "99999.95",
      "999999.5",
      "9223372036854775808", "1.0e309", "(1.0e308 * 10)", "0.5", "1.0000005", "100000.0",
      "1000000.0",
    ])
  }

  // MARK: Bytes

  /// Texts that are cut in the middle of characters, and parts that are not there.
  mutating func bytes() -> String {
    let text = random.pick([
      "\"é\"", "\"日本\"", "\"a\\tb\"", "\"\"", "\"abc\"", "\"\u{1F600}\"", "\"\u{7F}\u{1}\"",
      "\"a\u{0301}\"",
      "\"\\r\"", "\"${\"\"}$\"",
    ])
    let from = random.pick(["0", "1", "2", "(-1)", "9", "9223372036854775807"])
    let length = random.pick(["0", "1", "2", "3", "(-1)", "(-2)", "9223372036854775807"])
    let part = "(builtins.substring \(from) \(length) \(text))"
    switch random.below(14) {
    case 0: return "(builtins.toJSON \(part))"
    case 1: return "(builtins.toXML \(part))"
    case 2: return "(builtins.stringLength \(part))"
    case 3: return "(builtins.match \"(.*)\" \(part))"
    case 4:
      return "(builtins.split \"\(random.pick(["", ".", "(a)|(b)", "é", "[^a]", "()"]))\" \(part))"
    case 5: return replaced(part)
    case 6: return "{ ${\(part)} = \(part); }"
    case 7:
      return "(builtins.hashString \"\(random.pick(["md5", "sha1", "sha256", "sha512"]))\" \(part))"
    case 8: return "(builtins.fromJSON \(part))"
    case 9: return "(throw (\"m\" + \(part)))"
    case 10: return "(/. + \(part))"
    case 11: return "(\(part) < \(text))"
    case 12: return "(builtins.toFile \(part) \(text))"
    default: return part
    }
  }

  private mutating func replaced(_ text: String) -> String {
    let pairs = (0..<random.below(4)).map { _ in
      (
        random.pick(["\"\"", "\"a\"", "\"b\"", "\"ab\"", "\"é\"", "\"\\t\"", "\"$\""]),
        random.pick(["\"\"", "\"x\"", "\"a\"", "\"yy\"", "\"${/.}\"", "(throw \"r\")", "1"])
      )
    }
    let from = pairs.map(\.0).joined(separator: " ")
    let to = pairs.map(\.1).joined(separator: " ")
    return "(builtins.replaceStrings [ \(from) ] [ \(to) ] \(text))"
  }

  // MARK: Dates and hashes

  /// Dates and times of TOML, which Nix does not take, and what is nearly one.
  mutating func dateText() -> String {
    let date = random.pick([
      "1979-05-27", "2024-02-30", "0000-00-00", "1979-5-27", "1979-05", "9999-12-31", "1979-13-01",
    ])
    let time = random.pick([
      "07:32:00", "07:32", "24:00:00", "07:60:00", "23:59:60", "07:32:00.999999", "07:32:00.",
      "7:32:00",
      "00:32:00.123456789012",
    ])
    let zone = random.pick(["Z", "z", "-07:00", "+25:00", "-7", "+00:60", ""])
    return switch random.below(5) {
    case 0: date
    case 1: time
    case 2: date + random.pick(["T", "t", " ", "_"]) + time + zone
    case 3: "[ \(date), \(time) ]"
    default: date + zone
    }
  }

  mutating func hashConversion() -> String {
    let digests = [
      "d41d8cd98f00b204e9800998ecf8427e", "da39a3ee5e6b4b0d3255bfef95601890afd80709",
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      "0mdqa9w1p6cmli6976v4wi0sw9r4p5prkj7lzfd1877wk11c9c73",
      "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "1B2M2Y8AsgTpgAmY7PhCfg==", "", "abc", "0",
      "3y8bwfr609h3lh9ch0izcqq7fl",
    ]
    let algorithm = random.pick(["md5", "sha1", "sha256", "sha512", "blake3", "x", ""])
    let separator = random.pick(["-", ":", ""])
    let hash =
      random.chance(50)
      ? random.pick(digests)
      : random.pick(["md5", "sha1", "sha256", "sha512", "x"]) + separator + random.pick(digests)
    let format = random.pick(["base16", "nix32", "base32", "base64", "sri", "hex", ""])
    let named = random.chance(60) ? "hashAlgo = \"\(algorithm)\"; " : ""
    return "(builtins.convertHash { hash = \"\(hash)\"; \(named)toHashFormat = \"\(format)\"; })"
  }

  // MARK: Comparisons and printing

  mutating func comparison() -> String {
    let values = [
      "1", "1.0", "2", "\"a\"", "\"b\"", "/a", "/b", "[ ]", "[ 1 ]", "[ 1 2 ]", "[ 1 \"a\" ]",
      "[ [ 1 ] ]",
      "[ f ]", "f", "{ f = f; }", "{ }", "{ a = 1; }", "{ a = 1.0; }", "null", "true", "(x: x)",
      "[ (throw \"x\") ]", "{ type = \"derivation\"; outPath = \"/o\"; }", "builtins.add",
      "{ type = \"derivation\"; outPath = \"/o\"; f = f; }", "[ 1 null ]", "(f 1)", "\"/a\"",
      "[ /a ]",
      "{ type = \"derivation\"; }",
    ]
    let sign = random.pick(["==", "!=", "<", "<=", ">", ">="])
    return "(let f = x: x; in \(random.pick(values)) \(sign) \(random.pick(values)))"
  }

  /// A value with everything in it that is printed in a way of its own.
  mutating func printable(depth: Int) -> String {
    switch random.below(depth > 0 ? 16 : 9) {
    case 0: return extreme()
    case 1: return random.pick(["true", "false", "null", "/a/b", "/."])
    case 2, 3:
      return random.pick([
        "\"\"", "\"a\"", "\"\\n\\t\\r\\\\\\\"\"", "\"$\"", "\"\\${x}\"", "\"$${x}\"", "\"<&>'\"",
        "\"é\"",
        "\"\u{1}\"", "''\n  a\n    b\n''", "\"''\"",
      ])
    case 4: return random.pick(["(x: x)", "({ a, b ? 1, ... }: a)", "(x@{ a }: a)", "({ }: 1)"])
    case 5: return random.pick(["builtins.add", "(builtins.add 1)", "toString", "builtins.map"])
    case 6:
      return random.pick(["derivation", "(builtins.foldl' (x: y: x))", "(builtins.substring 0)"])
    case 7: return random.pick(["(throw \"t\")", "(abort \"a\")", "(1 + \"a\")", "{ }.a"])
    case 8: return random.pick(["[ ]", "{ }", "1.5", "1"])
    case 9...11:
      let items = (0..<random.below(4)).map { _ in printable(depth: depth - 1) }
      return "[ \(items.joined(separator: " ")) ]"
    case 12: return "(let x = { a = x; b = [ x ]; c = \(printable(depth: depth - 1)); }; in x)"
    case 13:
      return "(let s = { v = \(printable(depth: depth - 1)); }; e = { }; in [ s s { t = s; } e e ])"
    case 14:
      let type = random.pick(["\"derivation\"", "\"x\"", "1", "null"])
      return
        "{ type = \(type); drvPath = \"/nix/store/x.drv\"; v = \(printable(depth: depth - 1)); }"
    default:
      let names = Set(
        (0..<random.below(4)).map { _ in
          random.pick([
            "a", "\"\"", "\"a b\"", "\"a.b\"", "\"if\"", "\"or\"", "or", "\"é\"", "\"1a\"", "a-b",
            "a'",
            "\"\\n\"", "\"\\\"\"", "\"inherit\"", "_x", "\"__curPos\"", "\"$\"",
          ])
        })
      let fields = names.sorted().filter { $0 != "\"or\"" }.map {
        "\($0) = \(printable(depth: depth - 1)); "
      }
      return "{ \(fields.joined())}"
    }
  }
}
