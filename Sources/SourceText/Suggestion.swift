/// "Did you mean": the known name that is nearest to a misspelt one.
package enum Suggestion {
  /// The nearest candidate by Damerau-Levenshtein distance, or nil when none is near.
  ///
  /// The distance may be 1 for names of up to 2 letters, 2 up to 8, else a quarter of the length;
  /// among equals the earlier candidate wins.
  package static func nearest(
    to name: String, among candidates: some Sequence<String>
  ) -> String? {
    let wanted = Array(name.utf8)
    var best: String?
    var limit = wanted.count <= 2 ? 1 : max(2, wanted.count / 4)
    for candidate in candidates {
      guard abs(candidate.utf8.count - wanted.count) <= limit else { continue }
      guard let distance = distance(wanted, Array(candidate.utf8), limit: limit) else { continue }
      if distance == 0 { return candidate }
      if best == nil || distance < limit + 1 {
        best = candidate
        limit = distance - 1
      }
      if limit < 0 { break }
    }
    return best
  }

  /// Up to `count` candidates whose Levenshtein distance is at most `limit`, nearest first and equally
  /// near ones by name.
  package static func near(
    _ name: String, among candidates: some Sequence<String>, limit: Int, count: Int
  ) -> [String] {
    let wanted = Array(name.utf8)
    let near = candidates.compactMap { candidate -> (distance: Int, name: String)? in
      guard abs(candidate.utf8.count - wanted.count) <= limit else { return nil }
      return distance(wanted, Array(candidate.utf8), limit: limit, countsSwaps: false)
        .map { ($0, candidate) }
    }
    return near.sorted {
      $0.distance == $1.distance
        ? $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) : $0.distance < $1.distance
    }.prefix(count).map(\.name)
  }

  /// Edits between two names: insert, delete, replace and, if `countsSwaps`, swap of neighbours; nil
  /// above the limit.
  package static func distance(
    _ left: [UInt8], _ right: [UInt8], limit: Int, countsSwaps: Bool = true
  ) -> Int? {
    if left == right { return 0 }
    if limit <= 0 { return nil }
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    var current = last
    for row in 0..<left.count {
      current[0] = row + 1
      var smallest = current[0]
      for column in 0..<right.count {
        let cost = left[row] == right[column] ? 0 : 1
        var value = min(current[column] + 1, last[column + 1] + 1, last[column] + cost)
        if countsSwaps, row > 0, column > 0, left[row] == right[column - 1],
          left[row - 1] == right[column]
        {
          value = min(value, beforeLast[column - 1] + 1)
        }
        current[column + 1] = value
        smallest = min(smallest, value)
      }
      if smallest > limit { return nil }
      (beforeLast, last, current) = (last, current, beforeLast)
    }
    return last[right.count] <= limit ? last[right.count] : nil
  }
}
