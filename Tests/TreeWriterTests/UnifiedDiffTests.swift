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

  @Test func `texts that differ everywhere are one replacement`() {
    let old = (0..<2_000).map { "a\($0)\n" }.joined()
    let new = (0..<2_000).map { "b\($0)\n" }.joined()
    let diff = diff(old, new)
    #expect(diff.removed == 2_000)
    #expect(diff.added == 2_000)
  }
}

extension String {
  fileprivate func replacingLine(_ line: String, by other: String) -> String {
    split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0 == line ? other : String($0) }.joined(separator: "\n")
  }
}
