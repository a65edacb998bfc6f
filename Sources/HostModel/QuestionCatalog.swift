/// The one table of questions.
///
/// It feeds the decoder of answers files, the JSON Schema, the example, nixwiz-answers(5) and the
/// wizard. The order is that of the wizard, and a default may depend on the questions before it.
package struct QuestionCatalog: Sendable {
  package let questions: [Question]
  /// The names before the last dot, such as `host` and `graphics.nvidia`, sorted.
  package let groups: [String]
  private let byID: [String: Int]

  package init(_ questions: [Question]) {
    self.questions = questions
    byID = Dictionary(
      questions.enumerated().map { ($0.element.id, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    var groups: Set<String> = []
    for question in questions {
      for count in 1..<max(1, question.path.count) {
        groups.insert(question.path.prefix(count).joined(separator: "."))
      }
    }
    self.groups = groups.sorted()
  }

  package subscript(id: String) -> Question? { byID[id].map { questions[$0] } }

  package func isGroup(_ id: String) -> Bool { groups.contains(id) }

  /// The first question of a group, for messages.
  func example(under group: String) -> String {
    questions.first { $0.id.hasPrefix(group + ".") }?.id ?? group
  }

  /// All questions of the program.
  package static let standard = QuestionCatalog(
    host + regional + storage + accounts + boot + machine + graphics + llama + assistants + desktop
      + network + services + system + flake + drift)
}
