/// Which lines two texts have in common, in order.
///
/// Patience diff (B. Cohen): lines that occur once in both texts are matched first, the longest
/// sequence of them in the same order holds, and what lies between is compared the same way. So a
/// changed function head is not matched with the brace of its neighbour, which matters more for
/// merging than the shortest script does. Where nothing is unique, Myers decides.
struct LineDiff {
  /// A run of equal lines.
  struct Match: Hashable {
    var old: Int
    var new: Int
    var count: Int
  }

  /// More edits than this in one piece without unique lines are one replacement: the search is
  /// quadratic in them.
  static let maximumEdits = 1_000

  /// In order; no two of them touch on both sides.
  private(set) var matches: [Match] = []
  let oldCount: Int
  let newCount: Int

  /// Compares lines, or anything else that is equal or not.
  init<Line: Hashable>(_ old: [Line], _ new: [Line]) {
    oldCount = old.count
    newCount = new.count
    var numbers: [Line: Int] = [:]
    func number(_ line: Line) -> Int {
      if let known = numbers[line] { return known }
      numbers[line] = numbers.count
      return numbers.count - 1
    }
    let old = old.map(number)
    let new = new.map(number)
    // A stack instead of recursion: later pieces lie deeper. Each piece that is split is smaller.
    var pieces = [(old: old.indices, new: new.indices)]
    while let piece = pieces.popLast() {
      compare(old, piece.old, new, piece.new, &pieces)
    }
    matches.sort { $0.old < $1.old }
    join()
  }

  /// Matches what is equal at both ends; the middle is split at unique lines or left to Myers.
  private mutating func compare(
    _ old: [Int], _ oldRange: Range<Int>, _ new: [Int], _ newRange: Range<Int>,
    _ pieces: inout [(old: Range<Int>, new: Range<Int>)]
  ) {
    let shared = min(oldRange.count, newRange.count)
    let head =
      (0..<shared).first { old[oldRange.lowerBound + $0] != new[newRange.lowerBound + $0] }
      ?? shared
    let tail =
      (0..<(shared - head)).first {
        old[oldRange.upperBound - 1 - $0] != new[newRange.upperBound - 1 - $0]
      } ?? (shared - head)
    add(Match(old: oldRange.lowerBound, new: newRange.lowerBound, count: head))
    add(Match(old: oldRange.upperBound - tail, new: newRange.upperBound - tail, count: tail))
    let oldMiddle = (oldRange.lowerBound + head)..<(oldRange.upperBound - tail)
    let newMiddle = (newRange.lowerBound + head)..<(newRange.upperBound - tail)
    guard !Set(old[oldMiddle]).isDisjoint(with: new[newMiddle]) else { return }
    let anchors = Self.anchors(old[oldMiddle], new[newMiddle])
    if anchors.isEmpty {
      for match in ShortestEdits.matches(old[oldMiddle], new[newMiddle], Self.maximumEdits) {
        add(match)
      }
      return
    }
    var start = (old: oldMiddle.lowerBound, new: newMiddle.lowerBound)
    for anchor in anchors {
      pieces.append((start.old..<anchor.old, start.new..<anchor.new))
      add(Match(old: anchor.old, new: anchor.new, count: 1))
      start = (anchor.old + 1, anchor.new + 1)
    }
    pieces.append((start.old..<oldMiddle.upperBound, start.new..<newMiddle.upperBound))
  }

  private mutating func add(_ match: Match) {
    if match.count > 0 { matches.append(match) }
  }

  /// Makes one match of those that touch.
  private mutating func join() {
    var joined: [Match] = []
    for match in matches {
      if let last = joined.last, last.old + last.count == match.old,
        last.new + last.count == match.new
      {
        joined[joined.count - 1].count += match.count
      } else {
        joined.append(match)
      }
    }
    matches = joined
  }

  /// The lines that occur once on both sides: the longest sequence that is in order on both.
  private static func anchors(
    _ old: ArraySlice<Int>, _ new: ArraySlice<Int>
  ) -> [(old: Int, new: Int)] {
    let oldPlaces = uniquePlaces(old)
    let newPlaces = uniquePlaces(new)
    let common = oldPlaces.compactMap { line, place in
      newPlaces[line].map { (old: place, new: $0) }
    }.sorted { $0.old < $1.old }
    // Patience sorting: `piles[n]` is the candidate with the smallest `new` that ends a sequence of
    // n + 1, `previous` the one before it.
    var piles: [Int] = []
    var previous = [Int?](repeating: nil, count: common.count)
    for (index, candidate) in common.enumerated() {
      var low = 0
      var high = piles.count
      while low < high {
        let middle = (low + high) / 2
        if common[piles[middle]].new < candidate.new { low = middle + 1 } else { high = middle }
      }
      previous[index] = low > 0 ? piles[low - 1] : nil
      if low == piles.count { piles.append(index) } else { piles[low] = index }
    }
    var sequence: [(old: Int, new: Int)] = []
    var next = piles.last
    while let index = next {
      sequence.append(common[index])
      next = previous[index]
    }
    return sequence.reversed()
  }

  private static func uniquePlaces(_ lines: ArraySlice<Int>) -> [Int: Int] {
    var places: [Int: Int?] = [:]
    for (place, line) in zip(lines.indices, lines) {
      places[line] = .some(places[line] == nil ? place : nil)
    }
    return places.compactMapValues { $0 }
  }

  /// A run of lines: equal on both sides, or replaced.
  struct Piece: Hashable {
    var old: Range<Int>
    var new: Range<Int>
    var isMatch: Bool
  }

  /// Both texts from beginning to end.
  var pieces: [Piece] {
    var pieces: [Piece] = []
    var end = (old: 0, new: 0)
    for match in matches + [Match(old: oldCount, new: newCount, count: 0)] {
      if (match.old, match.new) != end {
        pieces.append(
          Piece(old: end.old..<match.old, new: end.new..<match.new, isMatch: false))
      }
      end = (match.old + match.count, match.new + match.count)
      if match.count > 0 {
        pieces.append(
          Piece(old: match.old..<end.old, new: match.new..<end.new, isMatch: true))
      }
    }
    return pieces
  }

  /// The lines of a text with their newlines; the last one may have none.
  static func split(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      lines.append(bytes[start...index])
      start = index + 1
    }
    if start < bytes.count { lines.append(bytes[start...]) }
    return lines
  }
}

/// The shortest edit script (E. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986).
private enum ShortestEdits {
  /// The equal lines; none when the script has more than `limit` steps.
  static func matches(
    _ old: ArraySlice<Int>, _ new: ArraySlice<Int>, _ limit: Int
  ) -> [LineDiff.Match] {
    let left = Array(old)
    let right = Array(new)
    // `furthest[k]` is how many old lines are passed on diagonal k (old minus new lines passed).
    var furthest = [1: 0]
    var history: [[Int: Int]] = []
    for edits in 0...min(left.count + right.count, limit) {
      history.append(furthest)
      for diagonal in stride(from: -edits, through: edits, by: 2) {
        let (isDown, start) = step(furthest, diagonal, edits)
        var x = isDown ? start : start + 1
        while x < left.count, x - diagonal < right.count, x >= 0, left[x] == right[x - diagonal] {
          x += 1
        }
        furthest[diagonal] = x
        if x >= left.count, x - diagonal >= right.count {
          return trace(history, left.count, right.count).map {
            LineDiff.Match(
              old: $0.old + old.startIndex, new: $0.new + new.startIndex, count: $0.count)
          }
        }
      }
    }
    return []
  }

  /// Whether a diagonal is reached by an added line, and the old lines passed where that begins.
  private static func step(
    _ furthest: [Int: Int], _ diagonal: Int, _ edits: Int
  ) -> (isDown: Bool, start: Int) {
    let down = furthest[diagonal + 1] ?? -1
    let right = furthest[diagonal - 1] ?? -1
    let isDown = diagonal == -edits || (diagonal != edits && right < down)
    return (isDown, isDown ? down : right)
  }

  /// Walks the search back from its end.
  private static func trace(
    _ history: [[Int: Int]], _ oldCount: Int, _ newCount: Int
  ) -> [LineDiff.Match] {
    var matches: [LineDiff.Match] = []
    var x = oldCount
    var y = newCount
    for (edits, furthest) in history.enumerated().reversed() {
      let (isDown, from) = step(furthest, x - y, edits)
      let startX = edits == 0 ? 0 : from
      let startY = edits == 0 ? 0 : startX - (isDown ? x - y + 1 : x - y - 1)
      // After the edit comes the run of equal lines.
      let runX = edits == 0 ? 0 : (isDown ? startX : startX + 1)
      if x > runX { matches.append(.init(old: runX, new: y - (x - runX), count: x - runX)) }
      x = startX
      y = startY
    }
    return matches.reversed()
  }
}
