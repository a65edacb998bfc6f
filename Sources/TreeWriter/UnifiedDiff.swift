import SourceText

/// The difference of two texts as people and `patch` read it.
package struct UnifiedDiff: Sendable {
  /// Lines around a change.
  static let context = 3

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
    lines = Self.compare(LineDiff.split(old ?? []), LineDiff.split(new ?? []))
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

  /// All lines in order; where both sides changed, what is removed comes first.
  private static func compare(
    _ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]
  ) -> [Line] {
    LineDiff(old, new).pieces.flatMap { piece -> [Line] in
      if piece.isMatch { return old[piece.old].map { Line(mark: .both, text: $0) } }
      return old[piece.old].map { Line(mark: .removed, text: $0) }
        + new[piece.new].map { Line(mark: .added, text: $0) }
    }
  }
}
