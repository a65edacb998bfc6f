package import HostModel

/// Why an option of a generated file has its value.
package struct OptionExplanation: Sendable, Hashable {
  /// What nixwiz means by it, half a sentence.
  package var rule: String
  /// Why it is this value; empty when the rule says all.
  package var reason: String
  package var origin: Origin
  /// The questions whose answers take part, on this machine.
  package var questions: [String]
  /// What of the machine decides.
  package var facts: [String]

  /// The explanation of a definition in a tree that was made of the plan; nil for a definition that
  /// no generated file has.
  package static func of(
    _ definition: OptionDefinition, in plan: Plan, on hardware: Hardware
  ) -> OptionExplanation? {
    OptionRule.fitting(definition)?.explanation(
      of: OptionCase(definition: definition, plan: plan, hardware: hardware))
  }

  /// The pattern of the rule for a definition.
  package static func pattern(for definition: OptionDefinition) -> String? {
    OptionRule.fitting(definition)?.name
  }

  /// All patterns, for the test that each is of use.
  package static var patterns: [String] { OptionRule.all.map(\.name) }

  /// All questions that some rule names, for the test that the catalogue has them.
  package static var questions: Set<String> { Set(OptionRule.all.flatMap(\.questions)) }
}

/// A definition with what it was made from; members of the plan are members of it.
@dynamicMemberLookup
struct OptionCase: Sendable {
  let definition: OptionDefinition
  let plan: Plan
  let hardware: Hardware

  subscript<Value>(dynamicMember path: KeyPath<Plan, Value>) -> Value { plan[keyPath: path] }

  /// A name of the path, such as the mount point of `fileSystems."/".device`.
  func name(_ index: Int) -> String {
    definition.path.indices.contains(index) ? definition.path[index] : ""
  }

  func facts(about subjects: Hardware.Subject...) -> [String] {
    subjects.flatMap(hardware.facts(about:))
  }
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
  /// What of the machine decides, where whole parts of it would say too much.
  let facts: Facts?
  /// The decision of the plan that the value comes from; nil when an answer decides.
  let decision: (@Sendable (OptionCase) -> Reason?)?

  /// How to find the facts behind one option.
  struct Facts: Sendable {
    let find: @Sendable (OptionCase) -> [String]

    init(_ find: @escaping @Sendable (OptionCase) -> [String]) { self.find = find }
  }

  /// Reason and origin of a decision, whatever it is about.
  struct Reason: Sendable {
    let text: String
    let origin: Origin

    init(_ text: String, _ origin: Origin) {
      self.text = text
      self.origin = origin
    }

    init?<Value>(_ decision: Decision<Value>?) {
      guard let decision else { return nil }
      self.init(decision.reason, decision.origin)
    }

    init(_ answer: Answer) { self.init(answer.reason, answer.origin) }

    /// Several decisions that come together in one value; whoever was asked counts most.
    init?(joined parts: [(name: String, reason: Reason)]) {
      guard let first = parts.first else { return nil }
      let said =
        parts.first { $0.reason.origin.isAnswer }
        ?? parts.first {
          $0.reason.origin == .hardware
        }
      self.init(
        parts.map { "\($0.name): \($0.reason.text)" }.joined(separator: "; "),
        (said ?? first).reason.origin)
    }
  }

  init(
    _ pattern: String, in file: String? = nil, _ rule: String, _ questions: [String] = [],
    of subjects: [Hardware.Subject] = [], facts: Facts? = nil,
    by decision: (@Sendable (OptionCase) -> Reason?)? = nil
  ) {
    self.pattern = pattern.split(separator: ".").map(String.init)
    self.file = file
    self.rule = rule
    self.questions = questions
    self.subjects = subjects
    self.facts = facts
    self.decision = decision
  }

  var name: String { pattern.joined(separator: ".") }

  /// The rule for a definition: the one that says most of its path, and of equals one for its file.
  static func fitting(_ definition: OptionDefinition) -> OptionRule? {
    all.filter { $0.fits(definition) }.max { $0.precision < $1.precision }
  }

  private var precision: Int {
    pattern.count { !$0.hasPrefix("*") } * 2 + (file == nil ? 0 : 1)
  }

  private func fits(_ definition: OptionDefinition) -> Bool {
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

  func explanation(of option: OptionCase) -> OptionExplanation {
    let asked = questions.filter { isAsked($0, option) }
    let facts = facts?.find(option) ?? subjects.flatMap(option.hardware.facts(about:))
    let reason = decision?(option) ?? (decision == nil ? Self.decisive(asked, option.answers) : nil)
    return OptionExplanation(
      rule: rule, reason: reason?.text ?? "",
      origin: reason?.origin ?? (facts.isEmpty ? .rule : .hardware), questions: asked, facts: facts)
  }

  /// Whether an answer has an effect on this machine, or was given all the same.
  private func isAsked(_ id: String, _ option: OptionCase) -> Bool {
    guard let question = QuestionCatalog.standard[id] else { return false }
    let context = DefaultContext(hardware: option.hardware, answers: option.answers)
    return option.answers[id: id]?.origin.isAnswer == true || question.irrelevance(context) == nil
  }

  /// Of several answers the one that makes the difference: one that was given, or else one whose
  /// default is not the same everywhere.
  private static func decisive(_ questions: [String], _ answers: Answers) -> Reason? {
    let answers = questions.compactMap { answers[id: $0] }
    let decisive =
      answers.first(where: \.origin.isAnswer) ?? answers.first { !$0.isStandard } ?? answers.first
    return decisive.map(Reason.init)
  }

  static let all =
    flake + boot + start + storage + layout + machine + graphics + llama + assistants + host
    + logins + desktop + network + connections + choices + system
}
