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
