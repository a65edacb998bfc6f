import FlakeCheck
import HostModel

/// Known values for questions that take others too, for the wizard to choose from.
enum WizardSuggestions {
  static let questions: Set<String> = [AnswerKey.packages.id]

  /// By question.
  static var all: [String: [AnswerType.Choice]] {
    let packages = PackedFacts.embedded?.packageNames ?? []
    return [AnswerKey.packages.id: packages.map { AnswerType.Choice($0, "") }]
  }
}
