package import SourceText
import TextFormats

extension AnswerType {
  /// Checks a value that a front end has made of what was typed, by the rules for answers files.
  ///
  /// - Parameters:
  ///   - name: what problems call it, such as `host.name`.
  ///   - typed: the text, for problems to point into.
  package func checked(
    _ value: AnswerValue, name: String, typed: SourceFile
  ) -> (AnswersDocument.Given?, [Diagnostic]) {
    var decoder = AnswersDecoder(file: typed, catalog: QuestionCatalog([]))
    let span = SourceSpan(start: 0, end: typed.bytes.count)
    let checked = AnswerCheck.value(
      of: TextNode(typed: value, at: span), self, name: name, &decoder)
    let location = SourceLocation(file: typed, span: span)
    return (
      checked.map { AnswersDocument.Given(value: $0, location: location) }, decoder.problems
    )
  }
}

extension TextNode {
  /// The tree that the decoder reads.
  fileprivate init(typed value: AnswerValue, at span: SourceSpan) {
    let node: Value =
      switch value {
      case .boolean(let value): .bool(value)
      case .integer(let value): .integer(Int64(value))
      case .number(let value): .float(value)
      case .text(let text): .string(text)
      case .list(let values): .array(values.map { TextNode(typed: $0, at: span) })
      case .record(let record):
        .object(
          record.sorted { $0.key < $1.key }.map {
            TextMember($0.key, at: span, TextNode(typed: $0.value, at: span))
          })
      }
    self.init(node, at: span)
  }
}
