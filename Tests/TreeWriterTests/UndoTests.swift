import Glibc
import SourceText
import TestSupport
import Testing

@testable import TreeWriter

@Suite struct UndoTests {
  private func inTarget(_ body: (String) throws -> Void) rethrows {
    try Fixture.withTemporaryFolder(in: Fixture.memory) { try body("\($0)/t") }
  }

  /// Undoes the last write; false when there is none.
  @discardableResult
  private func undo(_ target: String) throws -> Bool {
    let writer = try TreeWriter(target: target)
    guard let plan = try writer.undoPlan() else { return false }
    try writer.commit(plan)
    return true
  }

  private func edit(_ target: String, _ path: String, _ text: String) {
    Fixture.write(Array(text.utf8), to: "\(target)/\(path)")
  }

  @Test func `each write is taken back, to the first`() throws {
    try inTarget { target in
      var states = [[:] as [String: String]]
      let trees = [
        ["a": "1\n", "b/c": "1\n", "h!": "mine\n"], ["a": "2\n", "d": "2\n"],
        ["a": "3\n", "b/c": "3\n"],
      ]
      for tree in trees {
        try TestTree.write(tree, to: target)
        states.append(Self.withoutUndo(target))
      }
      for state in states.dropLast().reversed() {
        #expect(try undo(target))
        #expect(Self.withoutUndo(target) == state)
      }
      #expect(try !undo(target))
      #expect(Fixture.names(in: target).isEmpty)
    }
  }

  private static func withoutUndo(_ target: String) -> [String: String] {
    TestTree.contents(of: target, records: true).filter {
      !$0.key.hasPrefix(".nixwiz/undo") && $0.value != "/"
    }
  }

  @Test func `edits since then stay`() throws {
    try inTarget { target in
      try TestTree.write(["a": "1\nx\n2\n", "b": "1\n"], to: target)
      edit(target, "a", "1\nx\n2\nmine\n")
      try TestTree.write(["a": "one\nx\n2\n", "b": "1\n", "c": "new\n"], to: target)
      #expect(Fixture.text(at: "\(target)/a") == "one\nx\n2\nmine\n")
      edit(target, "a", "one\nx\n2\nmine\nmore\n")
      edit(target, "c", "new\nmine\n")
      #expect(try undo(target))
      #expect(Fixture.text(at: "\(target)/a") == "1\nx\n2\nmine\nmore\n")
      #expect(Fixture.text(at: "\(target)/c") == "new\nmine\n")
    }
  }

  @Test func `edits in the same place are a conflict, and nothing is undone`() throws {
    try inTarget { target in
      try TestTree.write(["a": "1\n", "b": "1\n"], to: target)
      try TestTree.write(["a": "2\n", "b": "2\n"], to: target)
      edit(target, "a", "mine\n")
      let before = TestTree.contents(of: target, records: true)
      let plan = try #require(try TreeWriter(target: target).undoPlan())
      #expect(plan.conflicts.map(\.code) == ["edited-since"])
      #expect(throws: WriteFailure.self) { try undo(target) }
      #expect(TestTree.contents(of: target, records: true) == before)
    }
  }

  @Test func `what force overwrites comes back`() throws {
    try inTarget { target in
      edit(target, "a", "foreign\n")
      try TestTree.write(["a": "1\n"], to: target, force: true)
      #expect(Fixture.text(at: "\(target)/a") == "1\n")
      #expect(try undo(target))
      #expect(TestTree.contents(of: target)["a"] == "foreign\n")
    }
  }

  @Test func `the last ten writes are kept, closed to others`() throws {
    try inTarget { target in
      for number in 1...14 { try TestTree.write(["a": "\(number)\n"], to: target) }
      let entries = Fixture.names(in: "\(target)/.nixwiz/undo").compactMap { Int($0) }.sorted()
      #expect(entries == Array(5...14))
      var info = stat()
      #expect(stat("\(target)/.nixwiz/undo", &info) == 0 && info.st_mode & 0o777 == 0o700)
      for _ in 0..<10 { #expect(try undo(target)) }
      #expect(try !undo(target))
      #expect(Fixture.text(at: "\(target)/a") == "4\n")
    }
  }

  /// The folder is the user's: a document there must not make us write anywhere else.
  @Test(arguments: ["../x", "/etc/x", "a/../../x", ".nixwiz/undo/1/entry.json"])
  func `a damaged entry is refused`(_ path: String) throws {
    try inTarget { target in
      try TestTree.write(["a": "1\n"], to: target)
      edit(
        target, ".nixwiz/undo/1/entry.json",
        #"{"format": 1, "files": {"\#(path)": {"existed": false, "after": null}}}"#)
      #expect(throws: WriteFailure.self) { try undo(target) }
      #expect(Fixture.text(at: "\(target)/a") == "1\n")
    }
  }
}
