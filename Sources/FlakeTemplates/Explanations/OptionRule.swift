package import HostModel

/// Why an option of a generated file has its value.
package struct OptionExplanation: Sendable, Hashable {
  /// What nixwiz means by it, half a sentence.
  package var rule: String
  /// Why it is this value; empty when the rule says all.
  package var reason: String
  package var origin: Origin
  /// The questions whose answers take part.
  package var questions: [String]
  package var subjects: [Hardware.Subject]

  /// The explanation of a definition in a tree that was made of the plan; nil for a definition that
  /// no generated file has.
  package static func of(_ definition: OptionDefinition, in plan: Plan) -> OptionExplanation? {
    let rules = OptionRule.all.filter { $0.fits(definition) }
    // A rule for the file comes before one for any.
    guard let rule = rules.first(where: { $0.file != nil }) ?? rules.first else { return nil }
    return rule.explanation(of: definition, in: plan)
  }

  /// All patterns, for the test that each is of use.
  package static var patterns: [String] {
    OptionRule.all.map { $0.pattern.joined(separator: ".") }
  }

  /// All questions that some rule names, for the test that the catalogue has them.
  package static var questions: Set<String> { Set(OptionRule.all.flatMap(\.questions)) }
}

/// One row of the table of options: a pattern, and what decides the options that it fits.
///
/// A template that sets an option needs a row here; a test goes through all golden trees.
struct OptionRule: Sendable {
  /// Names of attributes; `*` stands for any one, `**` at the end for one or more.
  let pattern: [String]
  /// The end of the file's path, where the same option means other things in several files.
  let file: String?
  let rule: String
  let questions: [String]
  let subjects: [Hardware.Subject]
  /// The decision of the plan that the value comes from; nil when the first question decides.
  let decision: (@Sendable (Plan) -> Reason?)?

  /// Reason and origin of a decision, whatever it is about.
  struct Reason: Sendable {
    let text: String
    let origin: Origin

    init?<Value>(_ decision: Decision<Value>?) {
      guard let decision else { return nil }
      text = decision.reason
      origin = decision.origin
    }
  }

  init(
    _ pattern: String, in file: String? = nil, _ rule: String, _ questions: [String] = [],
    of subjects: [Hardware.Subject] = [], by decision: (@Sendable (Plan) -> Reason?)? = nil
  ) {
    self.pattern = pattern.split(separator: ".").map(String.init)
    self.file = file
    self.rule = rule
    self.questions = questions
    self.subjects = subjects
    self.decision = decision
  }

  func fits(_ definition: OptionDefinition) -> Bool {
    if let file, !definition.file.hasSuffix(file) { return false }
    let path = definition.path
    if pattern.last == "**" {
      return path.count >= pattern.count && matches(path, upTo: pattern.count - 1)
    }
    return path.count == pattern.count && matches(path, upTo: pattern.count)
  }

  private func matches(_ path: [String], upTo count: Int) -> Bool {
    (0..<count).allSatisfy { pattern[$0] == "*" || pattern[$0] == path[$0] }
  }

  func explanation(of definition: OptionDefinition, in plan: Plan) -> OptionExplanation {
    var reason = decision?(plan)
    if reason == nil, decision == nil, let first = questions.first,
      let answer = plan.answers[id: first]
    {
      reason = Reason(Decision(answer.value, answer.reason, answer.origin))
    }
    let origin = reason?.origin ?? (subjects.isEmpty ? .rule : .hardware)
    return OptionExplanation(
      rule: rule, reason: reason?.text ?? "", origin: origin, questions: questions,
      subjects: subjects)
  }

  static let all =
    flake + boot + start + storage + layout + machine + graphics + llama + host + logins + desktop
    + network + connections + choices + system
}
