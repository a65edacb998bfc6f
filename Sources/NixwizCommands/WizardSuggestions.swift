import FlakeCheck
import HostModel

/// Known values for questions that take others too, for the wizard to choose from.
enum WizardSuggestions {
  static let questions: Set<String> = [AnswerKey.packages.id]

  /// By question.
  static var all: [String: [AnswerType.Choice]] {
    // The first name of nixpkgs says that something does not evaluate, and is no package.
    let packages = (PackedFacts.embedded?.packageNames ?? []).filter { !$0.hasPrefix("AAAAAA") }
    return [AnswerKey.packages.id: packages.map { AnswerType.Choice($0, "") }]
  }
}
