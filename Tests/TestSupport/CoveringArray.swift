/// Rows of values such that each pair of values of two factors stands in some row: most faults of
/// programs with many options come from two of them, and the rows are few.
///
/// Greedy, as AETG: a row begins with a pair that is missing and takes for each other factor the
/// value that adds most. Deterministic; about 2 % more rows than the largest product of two factors.
package struct CoveringArray {
  /// How many values each factor has.
  private let sizes: [Int]
  /// For each pair of factors `i < j`, which of their pairs of values are missing.
  private var isMissing: [[Bool]]
  package private(set) var missing: Int
  private var offset: Int

  /// Another `turn` gives other rows that cover the same pairs.
  package init(sizes: [Int], turn: Int = 0) {
    self.sizes = sizes
    offset = turn
    isMissing = []
    missing = 0
    for j in sizes.indices {
      for i in 0..<j {
        isMissing.append(Array(repeating: true, count: sizes[i] * sizes[j]))
        missing += sizes[i] * sizes[j]
      }
    }
  }

  /// The table of two factors, in either order.
  private func table(_ i: Int, _ j: Int) -> Int { i < j ? j * (j - 1) / 2 + i : table(j, i) }

  private func cell(_ i: Int, _ a: Int, _ j: Int, _ b: Int) -> Int {
    i < j ? a * sizes[j] + b : b * sizes[i] + a
  }

  /// The next row: a value for each factor; nil when nothing is missing.
  package mutating func next() -> [Int]? {
    guard let (i, a, j, b) = firstMissing() else { return nil }
    var row: [Int?] = Array(repeating: nil, count: sizes.count)
    row[i] = a
    row[j] = b
    for factor in sizes.indices where row[factor] == nil {
      row[factor] = best(factor, row)
    }
    let whole = row.map { $0 ?? 0 }
    strike(whole)
    offset += 1
    return whole
  }

  private func firstMissing() -> (Int, Int, Int, Int)? {
    for j in sizes.indices {
      for i in 0..<j {
        guard let cell = isMissing[table(i, j)].firstIndex(of: true) else { continue }
        return (i, cell / sizes[j], j, cell % sizes[j])
      }
    }
    return nil
  }

  /// The value of a factor that completes most missing pairs; among equals they take turns.
  private func best(_ factor: Int, _ row: [Int?]) -> Int {
    var best = 0
    var most = -1
    for turn in 0..<sizes[factor] {
      let value = (turn + offset) % sizes[factor]
      var count = 0
      for other in sizes.indices {
        guard other != factor, let given = row[other] else { continue }
        if isMissing[table(factor, other)][cell(factor, value, other, given)] { count += 1 }
      }
      if count > most {
        most = count
        best = value
      }
    }
    return best
  }

  /// Strikes the pairs of a row off.
  private mutating func strike(_ row: [Int?]) {
    for j in sizes.indices {
      for i in 0..<j {
        guard let a = row[i], let b = row[j] else { continue }
        let here = cell(i, a, j, b)
        guard isMissing[table(i, j)][here] else { continue }
        isMissing[table(i, j)][here] = false
        missing -= 1
      }
    }
  }

  /// How many pairs a set of rows covers, of all; nil stands for a value that was not used.
  package static func covered(by rows: [[Int?]], sizes: [Int]) -> (pairs: Int, of: Int) {
    var array = CoveringArray(sizes: sizes)
    let all = array.missing
    for row in rows { array.strike(row) }
    return (all - array.missing, all)
  }
}
