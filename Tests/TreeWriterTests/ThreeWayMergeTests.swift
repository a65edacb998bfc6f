import TestSupport
import Testing

@testable import TreeWriter

@Suite struct ThreeWayMergeTests {
  /// Texts as letters, one line each; `expected` is nil where the two exclude each other.
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var base: String
    var yours: String
    var generated: String
    var expected: String?
    /// The same when the two sides change places.
    var swapped: String?

    init(
      _ name: String, _ base: String, _ yours: String, _ generated: String, _ expected: String?,
      swapped: String? = nil
    ) {
      testDescription = name
      self.base = base
      self.yours = yours
      self.generated = generated
      self.expected = expected
      self.swapped = swapped ?? expected
    }
  }

  static let cases = [
    Case("nobody changed anything", "abc", "abc", "abc", "abc"),
    Case("only you changed it", "abc", "aXc", "abc", "aXc"),
    Case("only we changed it", "abc", "abc", "aXc", "aXc"),
    Case("both, in different places", "abcde", "XbcdeZ", "abYde", "XbYdeZ"),
    Case("both the same", "abc", "aXc", "aXc", "aXc"),
    Case("both the same, and you more", "abcde", "aXcdZ", "aXcde", "aXcdZ"),
    Case("the same line", "abc", "aXc", "aYc", nil),
    Case("lines beside each other", "abcd", "aXcd", "abYd", "aXYd"),
    Case("lines with one between them", "abcd", "Xbcd", "abYd", "XbYd"),
    Case("insertions in one place", "ab", "aXb", "aYb", "aYXb", swapped: "aXYb"),
    Case("the same insertion in one place", "ab", "aXb", "aXb", "aXb"),
    Case("an insertion before a changed line", "abc", "aXbc", "aYc", "aXYc"),
    Case("an insertion behind a changed line", "abc", "abXc", "aYc", "aYXc"),
    Case("an insertion within changed lines", "abcd", "abXcd", "aYd", nil),
    Case("an insertion before a deleted line", "abc", "Xabc", "bc", "Xbc"),
    Case("insertions in two places", "abc", "aXbc", "abYc", "aXbYc"),
    Case("deleted by you, kept by us", "abcde", "ade", "abcde", "ade"),
    Case("deleted by you, changed by us", "abcde", "ade", "abXde", nil),
    Case("changed by you, deleted by us", "abcde", "abXde", "ade", nil),
    Case("deleted by both", "abcde", "ade", "abe", nil),
    Case("deleted by both alike", "abcde", "ae", "ae", "ae"),
    Case("everything deleted by you", "abc", "", "abc", ""),
    Case("everything deleted by you, changed by us", "abc", "", "abX", nil),
    Case("deleted by you, added behind by us", "abc", "", "abcX", "X"),
    Case("from nothing", "", "a", "", "a"),
    Case("from nothing, both", "", "a", "b", "ba", swapped: "ab"),
    Case("at both ends", "abc", "Xabc", "abcY", "XabcY"),
    Case("moved by you", "abcdef", "bcadef", "abcdeX", "bcadeX"),
  ]

  private func merge(_ example: Case) -> ThreeWayMerge {
    ThreeWayMerge(
      base: Self.text(example.base), yours: Self.text(example.yours),
      generated: Self.text(example.generated))
  }

  static func text(_ letters: String) -> [UInt8] { Array(letters.map { "\($0)\n" }.joined().utf8) }

  @Test(arguments: cases) func `two changes`(_ example: Case) {
    #expect(merge(example).text == example.expected.map(Self.text))
  }

  /// Nobody is preferred, but for the order of insertions.
  @Test(arguments: cases) func `two changes the other way round`(_ example: Case) {
    let swapped = Case("", example.base, example.generated, example.yours, nil)
    #expect(merge(swapped).text == example.swapped.map(Self.text))
  }

  @Test func `all versions stand between the markers`() {
    let merge = ThreeWayMerge(
      base: Array("a\nb\nc\n".utf8), yours: Array("a\nX\nc\n".utf8),
      generated: Array("a\nY\nc\n".utf8))
    #expect(merge.conflictCount == 1)
    #expect(
      String(decoding: merge.marked, as: UTF8.self) == """
        a
        <<<<<<< yours
        X
        ||||||| generated before
        b
        =======
        Y
        >>>>>>> generated now
        c

        """)
    #expect(ThreeWayMerge.markers(in: merge.marked) == 4)
  }

  /// A marker behind a line without a newline would not be one.
  @Test func `a missing last newline does not hide a marker`() {
    let merge = ThreeWayMerge(
      base: Array("a".utf8), yours: Array("b".utf8), generated: Array("c".utf8))
    #expect(ThreeWayMerge.markers(in: merge.marked) == 4)
  }

  @Test func `without a base every difference is a conflict`() {
    let merge = ThreeWayMerge(
      base: nil, yours: Self.text("abXde"), generated: Self.text("abYdeZ"))
    #expect(merge.conflictCount == 2)
    #expect(
      ThreeWayMerge(base: nil, yours: Self.text("ab"), generated: Self.text("ab")).text != nil)
  }

  /// Whatever both sides do: a merge without a conflict holds every line that one side added, and
  /// none that one side removed; and every conflict shows all three versions.
  @Test func `nothing is lost`() {
    var generator = SplitMix(state: 2026)
    var clean = 0
    for round in 0..<2_000 {
      // Lines are told apart, so that each can be followed.
      let base = (0..<Int.random(in: 0...12, using: &generator)).map { "b\($0)\n" }
      let yours = Self.edited(base, "y\(round).", &generator)
      let generated = Self.edited(base, "g\(round).", &generator)
      let merge = ThreeWayMerge(
        base: Array(base.joined().utf8), yours: Array(yours.joined().utf8),
        generated: Array(generated.joined().utf8))
      let marked = Set(Self.lines(merge.marked))
      #expect(marked.isSuperset(of: yours.filter { !base.contains($0) }))
      #expect(marked.isSuperset(of: generated.filter { !base.contains($0) }))
      guard let text = merge.text.map(Self.lines) else { continue }
      clean += 1
      for line in base where !yours.contains(line) || !generated.contains(line) {
        #expect(!text.contains(line), "\(line) \(base) \(yours) \(generated)")
      }
      #expect(text.count == Set(text).count)
    }
    #expect(clean > 200)
  }

  private static func lines(_ bytes: [UInt8]) -> [String] {
    LineDiff.split(bytes).map { String(decoding: $0, as: UTF8.self) }
  }

  private static func edited(
    _ base: [String], _ prefix: String, _ generator: inout SplitMix
  ) -> [String] {
    var lines = base
    for edit in 0..<Int.random(in: 0...3, using: &generator) {
      let place = Int.random(in: 0...lines.count, using: &generator)
      if Bool.random(using: &generator) || place == lines.count {
        lines.insert("\(prefix)\(edit)\n", at: place)
      } else {
        lines.remove(at: place)
      }
    }
    return lines
  }
}
