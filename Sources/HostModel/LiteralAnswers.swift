import NixLanguage
import SourceText
import TextFormats

/// Answers as literal Nix: between the literals of `NixLanguage`, the tree that the decoder reads,
/// and answer values.
enum LiteralAnswers {
  /// The tree of an answers.nix.
  static func tree(of file: SourceFile) -> (TextNode?, [Diagnostic]) {
    let (document, problems) = LiteralDocument.read(file)
    return (document.map { node(of: $0.root) }, problems)
  }

  /// A path is taken as the text it is written as: an answers file reads nothing else.
  private static func node(of literal: LiteralDocument.Node) -> TextNode {
    let value: TextNode.Value =
      switch literal.value {
      case .null: .null
      case .bool(let value): .bool(value)
      case .integer(let value): .integer(Int64(value))
      case .float(let value): .float(value)
      case .string(let text), .path(let text): .string(text)
      case .list(let nodes): .array(nodes.map(node))
      case .attributes(let attributes):
        .object(attributes.map { TextMember($0.name, at: $0.nameSpan, node(of: $0.value)) })
      }
    return TextNode(value, at: literal.span)
  }

  /// An answer as a Nix literal.
  static func literal(_ value: AnswerValue) -> NixLiteral {
    switch value {
    case .boolean(let value): .bool(value)
    case .integer(let value): .integer(value)
    case .number(let value): .float(value)
    case .text(let text): .string(text)
    case .list(let values): .list(values.map(literal))
    case .record(let record):
      .attributes(record.sorted { $0.key < $1.key }.map { .init($0.key, literal($0.value)) })
    }
  }
}

/// Answers as words.
package enum AnswerText {
  /// A value on one line, as Nix spells it.
  package static func short(_ value: AnswerValue) -> String { LiteralAnswers.literal(value).text }

  /// A value in some words, for a reader who has the file at hand: of records the names alone, so
  /// that neither hashes of passwords nor keys are shown, and of long texts the beginning.
  package static func brief(_ value: AnswerValue) -> String {
    if case .list(let entries) = value {
      let names = entries.compactMap { entry -> String? in
        guard case .record(let record) = entry else { return nil }
        return ["name", "ssid", "interface", "url"].lazy.compactMap { key -> String? in
          guard case .text(let text)? = record[key] else { return nil }
          return text
        }.first ?? "…"
      }
      if !names.isEmpty, names.count == entries.count {
        return "[ \(names.joined(separator: " ")) ]"
      }
    }
    let text = short(value)
    return text.count <= 80 ? text : text.prefix(79) + "…"
  }
}
