/// One builtin function: all that the evaluator, the documentation and the tests know of it.
package struct Builtin: Sendable {
  package typealias Body = @Sendable (Evaluator, Arguments) throws -> Value

  /// Where the function is visible besides `builtins.NAME`.
  package enum Visibility: Sendable {
    /// As `__NAME`.
    case prefixed
    /// As `NAME`.
    case global
  }

  /// The name in `builtins`.
  package let name: String
  /// Names of the parameters, for the documentation. A trailing `!` marks a strict one: it is
  /// evaluated before the call, which saves making a thunk.
  package let parameters: [String]
  package let visibility: Visibility
  /// Not there unless the feature is on.
  package let feature: ExperimentalFeature?
  /// Whether all strict arguments are evaluated before the type of any is looked at.
  let forcesFirst: Bool
  /// What it does, in a sentence.
  package let documentation: String
  /// Bit n is set when argument n is strict.
  let strictness: UInt
  let body: Body

  /// - Parameter parameters: such as `"function list!"`.
  package init(
    _ name: String, _ parameters: String, _ documentation: String,
    visibility: Visibility = .prefixed, feature: ExperimentalFeature? = nil,
    forcesFirst: Bool = false, _ body: @escaping Body
  ) {
    let list = parameters.split(separator: " ").map(String.init)
    precondition((1...maximumArity).contains(list.count), "arity of \(name)")
    self.name = name
    self.parameters = list.map { $0.hasSuffix("!") ? String($0.dropLast()) : $0 }
    self.visibility = visibility
    self.feature = feature
    self.forcesFirst = forcesFirst
    self.documentation = documentation
    self.body = body
    var strictness: UInt = 0
    for (index, parameter) in list.enumerated() where parameter.hasSuffix("!") {
      strictness |= 1 << UInt(index)
    }
    self.strictness = strictness
  }

  package var arity: Int { parameters.count }

  /// The name as a variable that every file sees.
  package var globalName: String { visibility == .global ? name : "__\(name)" }
}
