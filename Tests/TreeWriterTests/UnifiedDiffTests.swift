import Testing

@testable import TreeWriter

@Suite struct UnifiedDiffTests {
  private func diff(_ old: String?, _ new: String?) -> UnifiedDiff {
    UnifiedDiff(path: "f", old: old.map { Array($0.utf8) }, new: new.map { Array($0.utf8) })
  }

  @Test func `equal texts have none`() {
    #expect(diff("a\nb\n", "a\nb\n").text(colored: false).isEmpty)
  }

  @Test func `a changed line stands with three lines around it`() {
    let old = "1\n2\n3\n4\n5\n6\n7\n8\n9\n"
    let expected = """
      --- a/f
      +++ b/f
      @@ -2,7 +2,7 @@
       2
       3
       4
      -5
      +five
       6
       7
       8

      """
    #expect(diff(old, old.replacingLine("5", by: "five")).text(colored: false) == expected)
  }

  @Test func `a new file comes from nowhere`() {
    #expect(diff(nil, "a\n").text(colored: false) == "--- /dev/null\n+++ b/f\n@@ -0,0 +1 @@\n+a\n")
  }

  @Test func `a missing last newline is told`() {
    let expected = """
      --- a/f
      +++ b/f
      @@ -1 +1 @@
      -a
      \\ No newline at end of file
      +a

      """
    #expect(diff("a", "a\n").text(colored: false) == expected)
  }

  @Test func `what acts on a terminal is made visible`() {
    let text = diff(nil, "\u{1b}[2J\t\u{202e}x\n").text(colored: false)
    #expect(text.hasSuffix("+\\x1b[2J\t\\u{202e}x\n"))
  }

  @Test func `colours are asked for`() {
    let text = diff("a\n", "b\n").text(colored: true)
    #expect(text.contains("\u{1b}[31m-a\u{1b}[0m\n\u{1b}[32m+b\u{1b}[0m\n"))
  }

  /// Both texts can be read back from the lines, whatever they are; the script is as short as the
  /// longest common subsequence allows.
  @Test func `the lines hold both texts`() {
    var generator = SplitMix(state: 7)
    for _ in 0..<300 {
      let old = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
        ["a", "b", "c"].randomElement(using: &generator) ?? "a"
      }
      let new = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
        ["a", "b", "c"].randomElement(using: &generator) ?? "a"
      }
      let diff = diff(
        old.map { "\($0)\n" }.joined(), new.map { "\($0)\n" }.joined())
      let texts = diff.lines.map { String(decoding: $0.text.dropLast(), as: UTF8.self) }
      let marked = zip(diff.lines.map(\.mark), texts)
      #expect(marked.filter { $0.0 != .added }.map(\.1) == old)
      #expect(marked.filter { $0.0 != .removed }.map(\.1) == new)
      #expect(diff.lines.count { $0.mark == .both } == longestCommonSubsequence(old, new))
    }
  }

  @Test func `texts that differ everywhere are one replacement`() {
    let old = (0..<2_000).map { "a\($0)\n" }.joined()
    let new = (0..<2_000).map { "b\($0)\n" }.joined()
    let diff = diff(old, new)
    #expect(diff.removed == 2_000)
    #expect(diff.added == 2_000)
  }

  private func longestCommonSubsequence(_ left: [String], _ right: [String]) -> Int {
    var row = [Int](repeating: 0, count: right.count + 1)
    for one in left {
      var diagonal = 0
      for (index, other) in right.enumerated() {
        let above = row[index + 1]
        row[index + 1] = one == other ? diagonal + 1 : max(above, row[index])
        diagonal = above
      }
    }
    return row[right.count]
  }
}

/// A small generator with a seed, so that every run tests the same texts.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }
}

extension String {
  fileprivate func replacingLine(_ line: String, by other: String) -> String {
    split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0 == line ? other : String($0) }.joined(separator: "\n")
  }
}
