import SourceText

/// The difference of two texts as people and `patch` read it.
package struct UnifiedDiff: Sendable {
  /// Lines around a change.
  static let context = 3
  /// More changed lines than this are shown as one replacement: the search is quadratic in them.
  static let maximumEdits = 1_000

  package enum Mark: String, Sendable {
    case both = " "
    case removed = "-"
    case added = "+"
  }

  package struct Line: Sendable, Hashable {
    package var mark: Mark
    package var text: ArraySlice<UInt8>
  }

  package var path: String
  /// Whether there is an old and a new text at all.
  private let hasOld: Bool
  private let hasNew: Bool
  /// All lines of both texts in order.
  package private(set) var lines: [Line]

  package init(path: String, old: [UInt8]?, new: [UInt8]?) {
    self.path = path
    hasOld = old != nil
    hasNew = new != nil
    lines = Self.compare(Self.split(old ?? []), Self.split(new ?? []))
  }

  package var added: Int { lines.count { $0.mark == .added } }
  package var removed: Int { lines.count { $0.mark == .removed } }

  /// The diff, empty when the texts are equal. What could act on a terminal is made visible, except
  /// for tabs.
  package func text(colored: Bool) -> String {
    let hunks = hunks
    guard !hunks.isEmpty else { return "" }
    let name = Terminal.visible(path)
    var out = paint("--- \(hasOld ? "a/\(name)" : "/dev/null")", "1", colored)
    out += paint("+++ \(hasNew ? "b/\(name)" : "/dev/null")", "1", colored)
    var old = 0
    var new = 0
    var index = 0
    for hunk in hunks {
      for line in lines[index..<hunk.lowerBound] {
        if line.mark != .added { old += 1 }
        if line.mark != .removed { new += 1 }
      }
      let body = lines[hunk]
      let oldCount = body.count { $0.mark != .added }
      let newCount = body.count { $0.mark != .removed }
      let header =
        "@@ -\(Self.range(old, oldCount)) +\(Self.range(new, newCount)) @@"
      out += paint(header, "36", colored)
      for line in body { out += render(line, colored) }
      old += oldCount
      new += newCount
      index = hunk.upperBound
    }
    return out
  }

  private func render(_ line: Line, _ colored: Bool) -> String {
    let isWhole = line.text.last == UInt8(ascii: "\n")
    let content = isWhole ? line.text.dropLast() : line.text
    let shown = String(decoding: content, as: UTF8.self)
      .split(separator: "\t", omittingEmptySubsequences: false)
      .map { Terminal.visible(String($0)) }.joined(separator: "\t")
    let color =
      switch line.mark {
      case .both: ""
      case .removed: "31"
      case .added: "32"
      }
    let text = paint(line.mark.rawValue + shown, color, colored)
    return isWhole ? text : text + "\\ No newline at end of file\n"
  }

  private func paint(_ text: String, _ color: String, _ colored: Bool) -> String {
    colored && !color.isEmpty ? "\u{1b}[\(color)m\(text)\u{1b}[0m\n" : "\(text)\n"
  }

  /// `start,count` as diff counts: from 1, and 0 before an empty range.
  private static func range(_ start: Int, _ count: Int) -> String {
    count == 1 ? "\(start + 1)" : "\(count == 0 ? start : start + 1),\(count)"
  }

  /// The changes with their context; those that touch are one.
  private var hunks: [Range<Int>] {
    var hunks: [Range<Int>] = []
    for index in lines.indices where lines[index].mark != .both {
      let start = max(0, index - Self.context)
      let end = min(lines.count, index + Self.context + 1)
      if let last = hunks.last, start <= last.upperBound {
        hunks[hunks.count - 1] = last.lowerBound..<end
      } else {
        hunks.append(start..<end)
      }
    }
    return hunks
  }

  /// Lines with their newlines.
  private static func split(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      lines.append(bytes[start...index])
      start = index + 1
    }
    if start < bytes.count { lines.append(bytes[start...]) }
    return lines
  }

  private static func compare(
    _ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]
  ) -> [Line] {
    let shared = min(old.count, new.count)
    let head = (0..<shared).first { old[$0] != new[$0] } ?? shared
    let tail =
      (0..<(shared - head)).first { old[old.count - 1 - $0] != new[new.count - 1 - $0] }
      ?? (shared - head)
    let oldMiddle = Array(old[head..<(old.count - tail)])
    let newMiddle = Array(new[head..<(new.count - tail)])
    let middle =
      shortestEdits(oldMiddle, newMiddle)
      ?? oldMiddle.map { Line(mark: .removed, text: $0) }
      + newMiddle.map { Line(mark: .added, text: $0) }
    return old[..<head].map { Line(mark: .both, text: $0) } + middle
      + old[(old.count - tail)...].map { Line(mark: .both, text: $0) }
  }

  /// The shortest edit script (E. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986);
  /// nil when it has more than `maximumEdits` steps.
  private static func shortestEdits(
    _ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]
  ) -> [Line]? {
    // `furthest[k]` is how many old lines are passed on diagonal k (old minus new lines passed).
    var furthest = [1: 0]
    var history: [[Int: Int]] = []
    for edits in 0...min(old.count + new.count, maximumEdits) {
      history.append(furthest)
      for diagonal in stride(from: -edits, through: edits, by: 2) {
        let down = furthest[diagonal + 1] ?? -1
        let right = furthest[diagonal - 1] ?? -1
        var x = diagonal == -edits || (diagonal != edits && right < down) ? down : right + 1
        while x < old.count, x - diagonal < new.count, x >= 0, old[x] == new[x - diagonal] {
          x += 1
        }
        furthest[diagonal] = x
        if x >= old.count, x - diagonal >= new.count {
          return trace(history, old, new)
        }
      }
    }
    return nil
  }

  /// Walks the search back from its end.
  private static func trace(
    _ history: [[Int: Int]], _ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]
  ) -> [Line] {
    var lines: [Line] = []
    var x = old.count
    var y = new.count
    for (edits, furthest) in history.enumerated().reversed() {
      let diagonal = x - y
      let down = furthest[diagonal + 1] ?? -1
      let right = furthest[diagonal - 1] ?? -1
      let isDown = diagonal == -edits || (diagonal != edits && right < down)
      let startX = edits == 0 ? 0 : (isDown ? down : right)
      let startY = edits == 0 ? 0 : startX - (isDown ? diagonal + 1 : diagonal - 1)
      while x > startX, y > startY, x > 0, y > 0, old[x - 1] == new[y - 1] {
        lines.append(Line(mark: .both, text: old[x - 1]))
        x -= 1
        y -= 1
      }
      if edits > 0 {
        lines.append(
          isDown
            ? Line(mark: .added, text: new[startY]) : Line(mark: .removed, text: old[startX]))
      }
      x = startX
      y = startY
    }
    return lines.reversed()
  }
}
