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
    case (.failure(let ours, let place), .failure(let other, let otherPlace)) where ours == other:
      failures += 1
      if place != otherPlace {
        otherPlaces += 1
        if showsPlaces { show(one, theirs) }
      }
    default:
      // In one process of Nix the names of earlier expressions are known already, which decides
      // which of two errors comes first: ask about this one alone.
      let alone =
        one.ours.isValue
        ? neighbour.values(of: [one.expression]) : neighbour.failures(of: [one.expression])
      if isAgain || alone.isEmpty {
        differences += 1
        show(one, theirs)
      } else {
        judge(one, alone[0], isAgain: true)
      }
    }
  }

  private func show(_ one: Case, _ theirs: Outcome) {
    print("--- seed \(one.seed)\n\(one.expression)\nours:   \(one.ours)\ntheirs: \(theirs)")
  }
}
