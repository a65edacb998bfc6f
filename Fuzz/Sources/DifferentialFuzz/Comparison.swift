/// A run over many expressions and what it found.
struct Comparison {
  let neighbour: Neighbour
  private(set) var differences = 0
  private var values = 0
  private var failures = 0
  private var skipped = 0
  private var otherPlaces = 0

  /// Expressions that one process of Nix gets; more save little.
  private static let batch = 400

  /// Whether to print errors that are the same but for their place.
  private let showsPlaces: Bool

  init(neighbour: Neighbour, showsPlaces: Bool) {
    self.neighbour = neighbour
    self.showsPlaces = showsPlaces
  }

  private struct Case {
    let seed: UInt64
    let expression: String
    let ours: Outcome
  }

  mutating func run(count: Int, seed: UInt64) {
    print("seed \(seed), \(count) expressions")
    var next = seed
    let end = seed + UInt64(count)
    while next < end {
      var cases: [Case] = []
      while next < end, cases.count < Self.batch {
        var generator = ExpressionGenerator(seed: next)
        let expression = generator.expression()
        var ours = Outcome.ours(expression)
        if case .failure = ours { ours = .ours(Neighbour.wrapped(expression)) }
        cases.append(Case(seed: next, expression: expression, ours: ours))
        next += 1
      }
      judge(cases)
    }
    print(
      "\(count) expressions: \(values) values and \(failures) errors are those of Nix, "
        + "\(differences) are not, \(skipped) were too large; "
        + "\(otherPlaces) errors have another place")
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
    default:
      differences += 1
      show(one, theirs)
    }
  }

  private func show(_ one: Case, _ theirs: Outcome) {
    print("--- seed \(one.seed)\n\(one.expression)\nours:   \(one.ours)\ntheirs: \(theirs)")
  }
}
