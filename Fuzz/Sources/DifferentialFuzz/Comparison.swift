/// A run over many expressions and what it found.
struct Comparison {
  let neighbour: Neighbour
  private(set) var differences = 0
  private var values = 0
  private var failures = 0
  private var skipped = 0
  private var otherPlaces = 0
  private var otherThunks = 0

  /// Expressions that one process of Nix gets; more save little.
  private static let batch = 400

  /// Whether to print errors that are the same but for their place.
  private let showsPlaces: Bool

  init(neighbour: Neighbour, showsPlaces: Bool) {
    self.neighbour = neighbour
    self.showsPlaces = showsPlaces
  }

  private struct Case {
    /// Where the expression is from: its seed, or its line.
    let name: String
    let expression: String
    let ours: Outcome
  }

  /// Compares random expressions.
  mutating func run(count: Int, seed: UInt64) {
    print("seed \(seed), \(count) expressions")
    run(
      (seed..<seed + UInt64(count)).lazy.map { seed in
        var generator = ExpressionGenerator(seed: seed)
        return ("seed \(seed)", generator.expression())
      })
  }

  /// Compares expressions that were written down.
  mutating func run(expressions: [String]) {
    run(expressions.enumerated().lazy.map { ("line \($0.offset + 1)", $0.element) })
  }

  private mutating func run(_ expressions: some Sequence<(name: String, text: String)>) {
    var cases: [Case] = []
    for (name, expression) in expressions {
      var ours = Outcome.ours(expression)
      if case .failure = ours { ours = .ours(Neighbour.wrapped(expression)) }
      cases.append(Case(name: name, expression: expression, ours: ours))
      if cases.count == Self.batch {
        judge(cases)
        cases = []
      }
    }
    judge(cases)
    print(
      "\(values + failures + differences + skipped) expressions: \(values) values and "
        + "\(failures) errors are those of Nix, \(differences) are not, \(skipped) were too large; "
        + "\(otherPlaces) errors have another place, \(otherThunks) show other thunks")
  }

  private mutating func judge(_ cases: [Case]) {
    let given = cases.filter(\.ours.isValue)
    for (one, theirs) in zip(given, neighbour.values(of: given.map(\.expression))) {
      judge(one, theirs)
    }
    let failed = cases.filter { !$0.ours.isValue && $0.ours != .tooLarge }
    for (one, theirs) in zip(failed, neighbour.failures(of: failed.map(\.expression))) {
      judge(one, theirs)
    }
    skipped += cases.count { $0.ours == .tooLarge }
  }

  private mutating func judge(_ one: Case, _ theirs: Outcome, isAgain: Bool = false) {
    switch (one.ours, theirs) {
    case (.value(let ours), .value(let theirs)) where ours == theirs: values += 1
    case (.failure, .failure) where one.ours == theirs: failures += 1
    // Nix prints no line for an empty message.
    case (.failure("", _), .tooLarge): failures += 1
    case _ where !isAgain:
      // In one process of Nix the names of earlier expressions are known already, which decides
      // which of two errors comes first, and a text that is not finished swallows the ones after it:
      // ask about this one alone.
      let expression =
        one.ours.isValue ? one.expression : Neighbour.wrapped(one.expression)
      judge(one, neighbour.values(of: [expression])[0], isAgain: true)
    case (.failure(let ours, _), .failure(let other, _)) where ours == other:
      failures += 1
      otherPlaces += 1
      if showsPlaces { show(one, theirs) }
    case (.failure(let ours, _), .failure(let other, _))
    where Outcome.differInThunksOnly(ours, other):
      failures += 1
      otherThunks += 1
    default:
      differences += 1
      show(one, theirs)
    }
  }

  private func show(_ one: Case, _ theirs: Outcome) {
    print("--- \(one.name)\n\(one.expression)\nours:   \(one.ours)\ntheirs: \(theirs)")
  }
}
