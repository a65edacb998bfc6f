import TestSupport
import Testing

@testable import TreeWriter

@Suite struct LineDiffTests {
  /// Both texts can be read back from the matches, whatever they are, and nothing that could be
  /// matched as well is left out.
  @Test func `the matches are in order, equal and as many as fit`() {
    var generator = SplitMix(state: 7)
    for size in [3, 3, 3, 6, 12] {
      for _ in 0..<200 {
        let old = Self.text(size, &generator)
        let new = Self.text(size, &generator)
        let matches = LineDiff(old, new).matches
        var end = (old: 0, new: 0)
        for match in matches + [.init(old: old.count, new: new.count, count: 0)] {
          #expect(match.old >= end.old && match.new >= end.new)
          let gap = (old[end.old..<match.old], new[end.new..<match.new])
          #expect(Set(gap.0).isDisjoint(with: gap.1), "\(old) \(new) \(matches)")
          end = (match.old + match.count, match.new + match.count)
          #expect(old[match.old..<end.old] == new[match.new..<end.new])
        }
      }
    }
  }

  private static func text(_ size: Int, _ generator: inout SplitMix) -> [Int] {
    (0..<Int.random(in: 0...12, using: &generator)).map { _ in
      Int.random(in: 0..<size, using: &generator)
    }
  }

  /// The shortest script would keep the braces and rewrite both functions.
  @Test func `lines that occur once decide`() {
    let old = ["a = {", "  x", "}", "", "b = {", "  y", "}"]
    let new = ["c = {", "  z", "}", "", "a = {", "  x", "}", "", "b = {", "  y", "}"]
    #expect(LineDiff(old, new).matches == [.init(old: 0, new: 4, count: 7)])
  }

  /// 2,000 repeated lines that all moved: one replacement, and no search that takes minutes.
  @Test func `too many edits are one replacement`() {
    let old = (0..<3_000).map { $0 % 2 == 0 ? $0 % 7 : 100 }
    let new = (0..<3_000).map { $0 % 2 == 0 ? $0 % 11 + 50 : 100 }
    let diff = LineDiff(old, new)
    #expect(diff.matches.allSatisfy { old[$0.old] == new[$0.new] })
  }
}
