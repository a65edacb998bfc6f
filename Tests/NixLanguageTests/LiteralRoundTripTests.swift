import Glibc
import NixLanguage
import SourceText
import TestSupport
import Testing

/// What the literal printer writes reads back as the same value, by our reader and by Nix.
@Suite struct LiteralRoundTripTests {
  /// Pieces that are dangerous alone or side by side.
  static let pieces = [
    "a", " ", "  ", "\n", "\n\n", "\t", "\r", "\r\n", "\"", "\\", "\\n", "$", "$$", "${", "$${",
    "}",
    "'", "''", "'''", "''${", "''\\", "'$", "é", "\u{1F600}", "\u{1}", "\u{7f}", "#", "/*", "or",
    "if",
    ".", "a b", "0", "-",
  ]

  static func text(_ random: inout SeededGenerator) -> String {
    (0..<Int.random(in: 0...8, using: &random)).map { _ in
      pieces.randomElement(using: &random) ?? ""
    }.joined()
  }

  static func literal(_ random: inout SeededGenerator, depth: Int) -> NixLiteral {
    switch Int.random(in: 0...(depth > 0 ? 7 : 5), using: &random) {
    case 0: return [NixLiteral.null, true, false].randomElement(using: &random) ?? .null
    case 1: return .integer(Int.random(in: (.min + 1)...(.max), using: &random))
    case 2: return .integer(Int.random(in: -9...9, using: &random))
    case 3:
      let value = Double(bitPattern: UInt64.random(in: 0...(.max), using: &random))
      return .float(value.isNormal ? value : 1.5)
    case 4, 5: return .string(text(&random))
    case 6:
      return .list(
        (0..<Int.random(in: 0...3, using: &random)).map { _ in literal(&random, depth: depth - 1) })
    default:
      var names = Set<String>()
      let attributes = (0..<Int.random(in: 0...3, using: &random)).compactMap {
        _ -> NixLiteral.Attribute? in
        let name = text(&random)
        guard names.insert(name).inserted else { return nil }
        return NixLiteral.Attribute(name, literal(&random, depth: depth - 1))
      }
      return .attributes(attributes)
    }
  }

  @Test func ourReaderReadsThemBack() {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<1000 {
      let literal = Self.literal(&random, depth: 3)
      for text in [literal.text, literal.block(), literal.block(indentation: 4)] {
        let (document, diagnostics) = LiteralDocument.read(
          SourceFile(name: "literal.nix", text: text))
        #expect(diagnostics.isEmpty && document?.root.literal == literal, "\(text)")
      }
    }
  }

  /// Nix compares what both layouts of strings mean with the text itself, given as a file's content.
  @Test func nixReadsTheSameText() throws {
    guard let nix = NixInstantiate.path else {
      withKnownIssue("nix-instantiate is not installed: Nix itself was not asked") {
        Issue.record("skipped")
      }
      return
    }
    var random = SeededGenerator(seed: 2)
    let texts = (0..<400).map { _ in Self.text(&random) }.filter { !$0.isEmpty }
    Fixture.withTemporaryFolder { folder in
      var expression = "builtins.filter (t: t.line != t.wanted || t.block != t.wanted"
      expression += " || builtins.attrNames t.names != [ t.wanted ]) [\n"
      for (index, text) in texts.enumerated() {
        Fixture.write(Array(text.utf8), to: "\(folder)/\(index)")
        let literal = NixLiteral.string(text)
        expression += "{ wanted = builtins.readFile ./\(index); line = \(literal.text);"
        expression += " block = \(literal.block()); names.\(NixName.attribute(text)) = 1; }\n"
      }
      Fixture.write(Array((expression + "]\n").utf8), to: "\(folder)/all.nix")
      #expect(NixInstantiate.evaluate("\(folder)/all.nix", by: nix, in: folder) == "[ ]\n")
    }
  }

  /// Numbers and paths without a literal of their own are written as computations.
  @Test func nixReadsOddNumbers() throws {
    guard let nix = NixInstantiate.path else { return }
    // Old versions of Nix print six digits.
    let numbers: [Double] = [0.1, 1e22, 1e-7, .leastNonzeroMagnitude, -1.5, 100, 1.25e300]
    Fixture.withTemporaryFolder { folder in
      let list = numbers.map { NixLiteral.float($0).argument }.joined(separator: " ")
      let text = "builtins.toJSON [ \(list) \(NixLiteral.integer(.min).argument) ]"
      Fixture.write(Array(text.utf8), to: "\(folder)/all.nix")
      let found = NixInstantiate.evaluate("\(folder)/all.nix", by: nix, in: folder)
      let values = found.dropFirst(2).dropLast(3).split(separator: ",")
      #expect(values.last == "-9223372036854775808")
      #expect(values.dropLast().map { Double($0) } == numbers)
    }
  }
}

/// The real Nix of this machine, where there is one.
enum NixInstantiate {
  static let path: String? = {
    guard let variable = getenv("PATH") else { return nil }
    return String(cString: variable).split(separator: ":").map { "\($0)/nix-instantiate" }
      .first { access($0, X_OK) == 0 }
  }()

  /// What it prints, with all values evaluated; problems go to the test's own standard error.
  static func evaluate(_ file: String, by nix: String, in folder: String) -> String {
    let command =
      "NIX_REMOTE=dummy:// NIX_STATE_DIR=\(folder)/state '\(nix)' --eval --strict '\(file)'"
    guard let pipe = popen(command, "r") else { return "" }
    defer { pclose(pipe) }
    var out: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = fread(&buffer, 1, buffer.count, pipe)
      if count == 0 { return String(decoding: out, as: UTF8.self) }
      out += buffer[..<count]
    }
  }
}
