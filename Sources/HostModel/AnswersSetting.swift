package import SourceText
import TextFormats

extension AnswersDocument {
  /// Reads the `KEY=VALUE` of `--set`.
  ///
  /// The value of a text or choice is taken as it is; that of a boolean, number or list is literal
  /// Nix. A list of texts may also be written with commas: `nix.caches=flox,nixos-cuda`.
  package static func parse(
    setting: String, catalog: QuestionCatalog = .standard
  ) -> (AnswersDocument, [Diagnostic]) {
    let file = SourceFile(name: "--set", text: setting)
    let bytes = file.bytes
    guard let equals = bytes.firstIndex(of: UInt8(ascii: "=")) else {
      let whole = SourceLocation(file: file, span: SourceSpan(start: 0, end: bytes.count))
      return (
        AnswersDocument(),
        [.error("answer-setting", "`--set` needs KEY=VALUE", at: whole, fix: "add `=` and a value")]
      )
    }
    let key = String(decoding: bytes[..<equals], as: UTF8.self)
    let keySpan = SourceSpan(start: 0, end: equals)
    let valueSpan = SourceSpan(start: equals + 1, end: bytes.count)
    var decoder = AnswersDecoder(file: file, catalog: catalog)
    let (node, problems) = value(in: file, from: equals + 1, for: catalog[key]?.type, valueSpan)
    guard let node else { return (AnswersDocument(), problems) }
    decoder.decode(nested(key, keySpan, node))
    return (AnswersDocument(decoder.given), decoder.problems)
  }

  /// `a.b.c` and a value as the tree that a file with `a.b.c = value;` gives.
  private static func nested(_ key: String, _ span: SourceSpan, _ node: TextNode) -> TextNode {
    key.split(separator: ".", omittingEmptySubsequences: false).reversed().reduce(node) {
      inner, name in TextNode(.object([TextMember(String(name), at: span, inner)]), at: span)
    }
  }

  private static func value(
    in file: SourceFile, from start: Int, for type: AnswerType?, _ span: SourceSpan
  ) -> (TextNode?, [Diagnostic]) {
    let text = String(decoding: file.bytes[start...], as: UTF8.self)
    switch type {
    case nil, .text, .choice: return (TextNode(.string(text), at: span), [])
    case .list(.text, _), .list(.choice, _):
      guard text.first != "[" else { break }
      let parts = text.split(separator: ",").map { TextNode(.string(String($0)), at: span) }
      return (TextNode(.array(parts), at: span), [])
    default: break
    }
    // Blanks in place of the key keep the offsets, so that problems point into the setting.
    let blanks = [UInt8](repeating: UInt8(ascii: " "), count: start)
    let literal = SourceFile(name: file.name, bytes: blanks + file.bytes[start...])
    let (node, problems) = LiteralAnswers.tree(of: literal)
    return (
      node,
      problems.map { problem in
        var problem = problem
        problem.location = problem.location.map { SourceLocation(file: file, span: $0.span) }
        return problem
      }
    )
  }
}
