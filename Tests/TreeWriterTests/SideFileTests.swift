import HostModel
import SourceText
import TestSupport
import Testing

@testable import TreeWriter

/// Conflicts: the file itself stays as it is, the decision is made in the file beside it.
@Suite struct SideFileTests {
  private static let first = ["a": "1\nm\n2\n", "b": "1\n"]
  private static let second = ["a": "one\nm\n2\n", "b": "2\n"]

  /// A tree whose file `a` is in conflict with `second`; the side file is written.
  private func inConflict(_ body: (String) throws -> Void) throws {
    try Fixture.withTemporaryFolder(in: Fixture.memory) { root in
      let target = "\(root)/t"
      try TestTree.write(Self.first, to: target)
      edit(target, "a", "mine\nm\n2\n")
      try run(Self.second, target, conflicts: ["edited-file"])
      try body(target)
    }
  }

  private func edit(_ target: String, _ path: String, _ text: String) {
    Fixture.write(Array(text.utf8), to: "\(target)/\(path)")
  }

  /// As the commands do it: writes, or writes the side files.
  private func run(
    _ files: [String: String], _ target: String, conflicts: [String],
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws {
    let writer = try TreeWriter(target: target)
    let tree = TestTree.rendered(files)
    let plan = WritePlan.make(
      new: tree, onDisk: try writer.read(paths: tree.paths), record: TestTree.record)
    if plan.conflicts.isEmpty {
      try writer.commit(plan)
    } else {
      _ = try writer.writeSideFiles(of: plan)
    }
    #expect(plan.conflicts.map(\.code) == conflicts, sourceLocation: sourceLocation)
  }

  @Test func `a conflict leaves the tree alone and shows all versions beside it`() throws {
    try inConflict { target in
      #expect(TestTree.contents(of: target)["a"] == "mine\nm\n2\n")
      #expect(TestTree.contents(of: target)["b"] == "1\n")
      let side = Fixture.text(at: "\(target)/a.conflict") ?? ""
      #expect(side.contains("<<<<<<< yours\nmine\n") && side.contains("one\n>>>>>>>"))
      // Again, nothing else happens.
      let before = TestTree.contents(of: target, records: true)
      try run(Self.second, target, conflicts: ["edited-file"])
      #expect(TestTree.contents(of: target, records: true) == before)
    }
  }

  /// A decision for every place makes the file; one of them leaves it as it is.
  @Test(
    arguments: [
      ([.yours, .generated], "mine\nm\ntwo\n"), ([.generated, .generated], "one\nm\ntwo\n"),
      ([.yours, .yours], "mine\nm\nzwei\n"), ([.yours], nil), ([], nil),
      ([.edited(Array("both\n".utf8)), .edited([])], "both\nm\n"),
    ] as [([EditConflict.Decision], String?)])
  func `places are decided one by one`(
    _ decisions: [EditConflict.Decision], _ expected: String?
  ) throws {
    try Fixture.withTemporaryFolder(in: Fixture.memory) { root in
      let target = "\(root)/t"
      try TestTree.write(["a": "1\nm\n2\n"], to: target)
      edit(target, "a", "mine\nm\nzwei\n")
      let writer = try TreeWriter(target: target)
      let tree = TestTree.rendered(["a": "one\nm\ntwo\n"])
      func plan(_ decisions: [EditConflict: EditConflict.Decision]) throws -> WritePlan {
        WritePlan.make(
          new: tree, onDisk: try writer.read(paths: tree.paths), record: TestTree.record,
          decisions: ["a": decisions])
      }
      let places = try plan([:]).entries[0].places
      #expect(places.map(\.line) == [1, 3])
      #expect(places.map(\.base) == [Array("1\n".utf8), Array("2\n".utf8)])
      let decided = try plan(Dictionary(uniqueKeysWithValues: zip(places, decisions)))
      #expect(decided.entries[0].places == places, "a decision can be changed")
      guard let expected else {
        #expect(decided.conflicts.map(\.code) == ["edited-file"])
        return
      }
      try writer.commit(decided)
      #expect(TestTree.contents(of: target)["a"] == expected)
      // It is as if the user had edited what is generated now.
      #expect(try plan([:]).conflicts.isEmpty)
    }
  }

  /// A file that is not ours, and one of ours that is needed no more, are decided as a whole.
  @Test(arguments: [.yours, .generated, .edited(Array("both\n".utf8))] as [EditConflict.Decision])
  func `whole files are kept or replaced`(_ decision: EditConflict.Decision) throws {
    try Fixture.withTemporaryFolder(in: Fixture.memory) { root in
      let target = "\(root)/t"
      try TestTree.write(["b": "1\n", "old": "1\n"], to: target)
      edit(target, "a", "foreign\n")
      edit(target, "old", "edited\n")
      // Where its text would go are earlier edits.
      edit(target, "old.edited", "before\n")
      let writer = try TreeWriter(target: target)
      let tree = TestTree.rendered(["a": "ours\n", "b": "1\n"])
      func plan(_ decisions: [String: [EditConflict: EditConflict.Decision]]) throws -> WritePlan {
        WritePlan.make(
          new: tree, onDisk: try writer.read(paths: tree.paths), record: TestTree.record,
          decisions: decisions)
      }
      let open = try plan([:])
      #expect(open.conflicts.map(\.code) == ["foreign-file", "orphaned-edit"])
      let decisions = open.entries.map { entry in
        (entry.path, Dictionary(uniqueKeysWithValues: entry.places.map { ($0, decision) }))
      }
      try writer.commit(try plan(Dictionary(uniqueKeysWithValues: decisions)))
      let files = TestTree.contents(of: target)
      let expected: (a: String, old: String?) =
        switch decision {
        case .yours: ("foreign\n", "edited\n")
        case .generated: ("ours\n", nil)
        case .edited: ("both\n", "both\n")
        }
      #expect(files["a"] == expected.a)
      #expect(files["old"] == expected.old)
      #expect(try plan([:]).conflicts.isEmpty)
    }
  }

  @Test func `an edited file that is not needed any more is set aside, until undone`() throws {
    try Fixture.withTemporaryFolder(in: Fixture.memory) { root in
      let target = "\(root)/t"
      try TestTree.write(["b": "1\n", "old": "1\n"], to: target)
      edit(target, "old", "edited\n")
      try TestTree.write(["b": "1\n"], to: target)
      #expect(TestTree.contents(of: target) == ["b": "1\n", "old.edited": "edited\n"])
      // It is the user's now: later runs leave it alone, and need the place of the file again.
      try TestTree.write(["b": "1\n", "old": "2\n"], to: target)
      #expect(TestTree.contents(of: target)["old.edited"] == "edited\n")
      let writer = try TreeWriter(target: target)
      for _ in 0..<2 { try writer.commit(try #require(try writer.undoPlan())) }
      #expect(TestTree.contents(of: target) == ["b": "1\n", "old": "edited\n"])
    }
  }

  @Test func `a side file without markers is the decision`() throws {
    try inConflict { target in
      edit(target, "a.conflict", "one and mine\nm\n2\n")
      try run(Self.second, target, conflicts: [])
      #expect(
        TestTree.contents(of: target) == ["a": "one and mine\nm\n2\n", "b": "2\n"])
      // It is an edit like any other now.
      try run(Self.second, target, conflicts: [])
    }
  }

  @Test func `half a decision is none, and is not lost`() throws {
    try inConflict { target in
      let half = "<<<<<<< yours\nhalf\n"
      edit(target, "a.conflict", half)
      try run(Self.second, target, conflicts: ["edited-file"])
      #expect(Fixture.text(at: "\(target)/a.conflict") == half)
    }
  }

  /// The decision was about other texts: it must not bring an old one back.
  @Test func `a decision about other texts is not taken`() throws {
    try inConflict { target in
      edit(target, "a.conflict", "decided\nm\n2\n")
      edit(target, "a", "mine again\nm\n2\n")
      try run(Self.second, target, conflicts: ["edited-file"])
      #expect(Fixture.text(at: "\(target)/a") == "mine again\nm\n2\n")
      #expect(Fixture.text(at: "\(target)/a.conflict") == "decided\nm\n2\n")
    }
  }

  @Test func `a side file that nobody touched goes when the conflict does`() throws {
    try inConflict { target in
      edit(target, "a", "one\nm\n2\nmine\n")
      try run(Self.second, target, conflicts: [])
      #expect(TestTree.contents(of: target) == ["a": "one\nm\n2\nmine\n", "b": "2\n"])
    }
  }

  @Test func `it follows the texts while nobody touches it`() throws {
    try inConflict { target in
      try run(["a": "uno\nm\n2\n", "b": "1\n"], target, conflicts: ["edited-file"])
      #expect(Fixture.text(at: "\(target)/a.conflict")?.contains("uno\n") == true)
    }
  }
}
