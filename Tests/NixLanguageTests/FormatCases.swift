import NixLanguage
import SourceText
import TestSupport
import Testing

/// The texts that the formatter's tests run on, and what is asked of each.
enum FormatCases {
  /// A text and what becomes of it.
  struct Pair: Sendable, CustomTestStringConvertible {
    var name: String
    var input: String
    var output: String

    var testDescription: String { name }
  }

  /// One pair a topic: `format-TOPIC.in.nix` and `.out.nix`.
  static let topics: [Pair] = {
    let folder = "\(Golden.root)/NixLanguage"
    let suffix = ".in.nix"
    let names = Fixture.names(in: folder).filter { $0.hasPrefix("format-") && $0.hasSuffix(suffix) }
    return names.map { name in
      let topic = String(name.dropLast(suffix.count))
      let output = Fixture.text(at: "\(folder)/\(topic).out.nix")
      return Pair(
        name: topic, input: Fixture.text(at: "\(folder)/\(name)") ?? "", output: output ?? "")
    }
  }()

  /// Random configuration-like texts with the output of nixfmt, many to a file.
  static let random: [Pair] = {
    let folder = "\(Golden.root)/NixLanguage/nixfmt"
    return Fixture.names(in: folder).flatMap { name in
      pairs(of: Fixture.text(at: "\(folder)/\(name)") ?? "")
    }
  }()

  static let all = topics + random

  /// `===== NAME`, the input, `----->` and the output, again and again.
  private static func pairs(of text: String) -> [Pair] {
    var pairs: [Pair] = []
    var isOutput = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      if line.hasPrefix("===== ") {
        pairs.append(Pair(name: String(line.dropFirst(6)), input: "", output: ""))
        isOutput = false
      } else if line == "----->" {
        isOutput = true
      } else if isOutput {
        pairs[pairs.count - 1].output += line + "\n"
      } else {
        pairs[pairs.count - 1].input += line + "\n"
      }
    }
    return pairs
  }

  // MARK: Formatting

  static func format(_ text: String) throws -> String {
    let file = SourceFile(name: "test.nix", text: text)
    return String(decoding: try NixFormatter.format(file), as: UTF8.self)
  }

  /// The code of the first diagnostic when a text is refused.
  static func refusal(_ text: String) -> String? {
    do {
      _ = try NixFormatter.format(SourceFile(name: "test.nix", text: text))
      return nil
    } catch {
      return error.diagnostics.first?.code
    }
  }

  /// Compares two texts and reports the first line that differs.
  static func expect(
    _ actual: String, _ expected: String, _ name: String,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    if actual == expected { return }
    let lines = zip(actual.split(separator: "\n"), expected.split(separator: "\n"))
    let first = lines.first { $0 != $1 }
    Issue.record(
      "\(name)\n  expected \(first?.1 ?? "another length")\n  got      \(first?.0 ?? "")",
      sourceLocation: sourceLocation)
  }
}
