package import SourceText

/// The answers to all questions of the catalogue: given by the user or by default, with origins.
package struct Answers: Sendable, Hashable {
  private var byID: [String: Answer] = [:]
  /// See `AnswersDocument.inherited`.
  private(set) var inherited: Set<String>?

  package init() {}

  /// The answer to a question; nil for an id that is not in the catalogue.
  package subscript(id id: String) -> Answer? {
    get { byID[id] }
    set { byID[id] = newValue }
  }

  /// The value of a question as its Swift type.
  package subscript<Value>(key: AnswerKey<Value>) -> Value {
    byID[key.id].flatMap { Value(answer: $0.value) } ?? .absent
  }

  /// The ids with an answer of the user's, sorted.
  package var givenIDs: [String] {
    byID.filter { $0.value.origin.isAnswer }.keys.sorted()
  }

  /// Completes what was given with the defaults for a machine.
  ///
  /// Answers that this machine makes meaningless are kept, with a warning: an answers file may serve
  /// a fleet, and a removed card must not make its host impossible to regenerate.
  package static func resolve(
    _ document: AnswersDocument, hardware: Hardware, catalog: QuestionCatalog = .standard
  ) -> (Answers, [Diagnostic]) {
    var context = DefaultContext(hardware: hardware, answers: Answers())
    context.answers.inherited = document.inherited
    var problems: [Diagnostic] = []
    for question in catalog.questions {
      let standard = question.defaultAnswer(context)
      guard let given = document[question.id] else {
        context.answers[id: question.id] = Answer(
          standard.value, origin: standard.origin, reason: standard.reason)
        continue
      }
      context.answers[id: question.id] = Answer(
        given.value, origin: .answer(given.location), reason: "answered")
      // What is answered for all hosts need not fit each of them.
      let isInherited = document.inherited?.contains(question.id) ?? false
      if !isInherited, let reason = question.irrelevance(context), given.value != standard.value {
        problems.append(
          .warning(
            "answer-without-effect", "`\(question.id)` has no effect: \(reason)",
            at: given.location, fix: "remove the answer"))
      }
    }
    return (context.answers, problems)
  }
}
