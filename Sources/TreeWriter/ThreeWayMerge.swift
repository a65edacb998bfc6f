package import HostModel

/// Joins two descendants of one text, line by line, as diff3 does.
///
/// Where only one side changed the base, its lines hold; where both made the same change, that one.
/// Where both changed the same lines of the base in different ways, it is a conflict. Unlike diff3
/// (S. Khanna et al., "A Formal Investigation of Diff3", 2007), changes that only touch each other
/// are both made, and of two insertions in one place ours comes first: in generated files the last
/// attribute of a set, behind which people add theirs, is the one that changes. Whether the result
/// makes sense is for the check of the merged tree to say.
package struct ThreeWayMerge: Sendable {
  /// A piece of the result.
  enum Chunk: Hashable {
    /// Lines of the result, and how many lines of the user's text they stand for.
    case agreed([ArraySlice<UInt8>], yours: Int)
    case conflict(
      base: [ArraySlice<UInt8>], yours: [ArraySlice<UInt8>], generated: [ArraySlice<UInt8>])
  }

  private let chunks: [Chunk]
  private let hasBase: Bool

  /// - Parameter base: the common ancestor. Without one nothing tells what was added from what was
  ///   removed, so that every difference is a conflict.
  package init(base: [UInt8]?, yours: [UInt8], generated: [UInt8]) {
    let yours = LineDiff.split(yours)
    let generated = LineDiff.split(generated)
    hasBase = base != nil
    if let base {
      chunks = Self.chunks(LineDiff.split(base), yours, generated)
    } else {
      chunks = LineDiff(yours, generated).pieces.map { piece in
        piece.isMatch
          ? .agreed(Array(yours[piece.old]), yours: piece.old.count)
          : .conflict(
            base: [], yours: Array(yours[piece.old]), generated: Array(generated[piece.new]))
      }
    }
  }

  /// How many places need a decision.
  package var conflictCount: Int {
    chunks.count { if case .conflict = $0 { true } else { false } }
  }

  /// The places that need a decision, with their texts.
  package var conflicts: [EditConflict] {
    var line = 1
    var conflicts: [EditConflict] = []
    for chunk in chunks {
      switch chunk {
      case .agreed(_, let count): line += count
      case .conflict(let base, let yours, let generated):
        conflicts.append(
          EditConflict(
            line: line, base: hasBase ? base.flatMap { $0 } : nil, yours: yours.flatMap { $0 },
            generated: generated.flatMap { $0 }))
        line += yours.count
      }
    }
    return conflicts
  }

  /// The merged text with a decision for every conflict; nil when one is missing.
  package func resolved(_ decisions: [EditConflict: EditConflict.Decision]) -> [UInt8]? {
    var places = conflicts[...]
    var out: [UInt8] = []
    for chunk in chunks {
      switch chunk {
      case .agreed(let lines, _): for line in lines { out += line }
      case .conflict(_, let yours, let generated):
        guard let place = places.popFirst(), let decision = decisions[place] else { return nil }
        switch decision {
        case .yours: for line in yours { out += line }
        case .generated: for line in generated { out += line }
        case .edited(let text): out += text
        }
      }
    }
    return out
  }

  /// The merged text; nil when there is a conflict.
  package var text: [UInt8]? { conflictCount == 0 ? marked : nil }

  /// The merged text with all versions of every conflict between markers, as git writes them.
  package var marked: [UInt8] {
    var out: [UInt8] = []
    for chunk in chunks {
      switch chunk {
      case .agreed(let lines, _): for line in lines { out += line }
      case .conflict(let base, let yours, let generated):
        Self.add(base: base, yours: yours, generated: generated, to: &out)
      }
    }
    return out
  }

  /// All versions of one place between markers.
  package static func marked(_ place: EditConflict) -> [UInt8] {
    var out: [UInt8] = []
    add(
      base: LineDiff.split(place.base ?? []), yours: LineDiff.split(place.yours),
      generated: LineDiff.split(place.generated ?? []), to: &out)
    return out
  }

  private static func add(
    base: [ArraySlice<UInt8>], yours: [ArraySlice<UInt8>], generated: [ArraySlice<UInt8>],
    to out: inout [UInt8]
  ) {
    add(Marker.yours, yours, to: &out)
    add(Marker.base, base, to: &out)
    add(Marker.middle, generated, to: &out)
    add(Marker.generated, [], to: &out)
  }

  /// A marker always begins a line, also behind a text without a newline at its end.
  private static func add(
    _ marker: String, _ lines: [ArraySlice<UInt8>], to out: inout [UInt8]
  ) {
    if let last = out.last, last != UInt8(ascii: "\n") { out.append(UInt8(ascii: "\n")) }
    out += Array("\(marker)\n".utf8)
    for line in lines { out += line }
    if let last = out.last, last != UInt8(ascii: "\n") { out.append(UInt8(ascii: "\n")) }
  }

  /// The lines around the versions of a conflict.
  enum Marker {
    static let yours = "<<<<<<< yours"
    static let base = "||||||| generated before"
    static let middle = "======="
    static let generated = ">>>>>>> generated now"
    static let all = [yours, base, middle, generated]
  }

  /// How many lines of a text are markers that somebody has yet to remove.
  package static func markers(in text: [UInt8]) -> Int {
    let markers = Set(Marker.all.map { Array($0.utf8) })
    return LineDiff.split(text).count {
      markers.contains(Array($0.prefix { $0 != 10 && $0 != 13 }))
    }
  }

  /// A run of lines of the base, which may be empty, with what a side put in its place.
  private struct Edit {
    var old: Range<Int>
    var lines: ArraySlice<ArraySlice<UInt8>>

    /// By place; an insertion before a change of the line behind it.
    func isBefore(_ other: Edit) -> Bool {
      (old.lowerBound, old.isEmpty ? 0 : 1) < (other.old.lowerBound, other.old.isEmpty ? 0 : 1)
    }
  }

  private static func edits(
    _ base: [ArraySlice<UInt8>], _ side: [ArraySlice<UInt8>]
  ) -> ArraySlice<Edit> {
    LineDiff(base, side).pieces.filter { !$0.isMatch }.map {
      Edit(old: $0.old, lines: side[$0.new])
    }[...]
  }

  /// Walks the edits of both sides in the order of the base. Those that share lines of it make one
  /// chunk, all others stand alone.
  private static func chunks(
    _ base: [ArraySlice<UInt8>], _ yours: [ArraySlice<UInt8>], _ generated: [ArraySlice<UInt8>]
  ) -> [Chunk] {
    var mine = edits(base, yours)
    var ours = edits(base, generated)
    var chunks: [Chunk] = []
    var place = 0
    while !mine.isEmpty || !ours.isEmpty {
      var group: (mine: [Edit], ours: [Edit]) = ([], [])
      if let other = ours.first, mine.first.map({ !$0.isBefore(other) }) ?? true {
        group.ours.append(ours.removeFirst())
        // The same insertion on both sides is one.
        if let same = mine.first, same.old == other.old, same.lines.elementsEqual(other.lines) {
          group.mine.append(mine.removeFirst())
        }
      } else {
        group.mine.append(mine.removeFirst())
      }
      var range = (group.ours + group.mine)[0].old
      while true {
        if let next = ours.first, next.old.overlaps(lines: range) {
          range = range.lowerBound..<max(range.upperBound, next.old.upperBound)
          group.ours.append(ours.removeFirst())
        } else if let next = mine.first, next.old.overlaps(lines: range) {
          range = range.lowerBound..<max(range.upperBound, next.old.upperBound)
          group.mine.append(mine.removeFirst())
        } else {
          break
        }
      }
      chunks.append(.agreed(Array(base[place..<range.lowerBound]), yours: range.lowerBound - place))
      chunks.append(
        decide(base[range], apply(group.mine, base, range), apply(group.ours, base, range)))
      place = range.upperBound
    }
    chunks.append(.agreed(Array(base[place...]), yours: base.count - place))
    return chunks.filter { $0 != .agreed([], yours: 0) }
  }

  /// What one side made of a run of the base.
  private static func apply(
    _ edits: [Edit], _ base: [ArraySlice<UInt8>], _ range: Range<Int>
  ) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var place = range.lowerBound
    for edit in edits {
      lines += base[place..<edit.old.lowerBound] + edit.lines
      place = edit.old.upperBound
    }
    return lines + base[place..<range.upperBound]
  }

  private static func decide(
    _ base: ArraySlice<ArraySlice<UInt8>>, _ yours: [ArraySlice<UInt8>],
    _ generated: [ArraySlice<UInt8>]
  ) -> Chunk {
    if yours.elementsEqual(base) { return .agreed(generated, yours: yours.count) }
    if generated.elementsEqual(base) || generated == yours {
      return .agreed(yours, yours: yours.count)
    }
    return .conflict(base: Array(base), yours: yours, generated: generated)
  }
}

extension Range<Int> {
  /// Whether there is a line in both, or an insertion between two lines of one.
  fileprivate func overlaps(lines other: Range<Int>) -> Bool {
    lowerBound < other.upperBound && other.lowerBound < upperBound
  }
}
