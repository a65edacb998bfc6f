import HostModel
import SourceText
import Testing

@testable import TreeWriter

@Suite struct WritePlanTests {
  /// One file, its history and what is to happen: the last generated text, the text on the disk, the
  /// text generated now (nil: none), whether it is the user's own.
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var last: String?
    var disk: TreeSnapshot.Item
    var new: String?
    var userOwned = false
    var expected: WritePlan.Action?
    var forced: WritePlan.Action?

    init(
      _ name: String, last: String? = nil, disk: String?, new: String?, userOwned: Bool = false,
      _ expected: WritePlan.Action?, forced: WritePlan.Action? = nil
    ) {
      self.init(
        name, last: last, item: disk.map { .file(Array($0.utf8)) } ?? .absent, new: new,
        userOwned: userOwned, expected, forced: forced)
    }

    init(
      _ name: String, last: String? = nil, item: TreeSnapshot.Item, new: String?,
      userOwned: Bool = false, _ expected: WritePlan.Action?, forced: WritePlan.Action? = nil
    ) {
      testDescription = name
      self.last = last
      disk = item
      self.new = new
      self.userOwned = userOwned
      self.expected = expected
      self.forced = forced ?? expected
    }
  }

  static let cases = [
    Case("a new file", disk: nil, new: "1", .create),
    Case(
      "a file that the user removed", last: "1", disk: nil, new: "2", .keep(.deleted),
      forced: .create),
    Case(
      "the user's, removed", last: "1", disk: nil, new: "1", userOwned: true, .keep(.deleted),
      forced: .create),
    Case("a file as it should be", last: "1", disk: "1", new: "1", .identical),
    Case("the same text, not written by us", disk: "1", new: "1", .identical),
    Case("untouched, to change", last: "1", disk: "1", new: "2", .update),
    Case(
      "edited, generated as before", last: "1", disk: "x", new: "1", .keep(.edited), forced: .update
    ),
    Case(
      "edited, to change there", last: "1", disk: "x", new: "2",
      .conflict(.edited(places: 1, .fresh)), forced: .update),
    Case(
      "edited, to change elsewhere", last: "1\na\n2\n", disk: "x\na\n2\n", new: "1\na\n3\n",
      .merge, forced: .update),
    Case(
      "edited in both places that change", last: "1\na\n2\n", disk: "x\na\ny\n",
      new: "3\na\n4\n", .conflict(.edited(places: 2, .fresh)), forced: .update),
    Case(
      "edited as it would change, and more", last: "1\na\n2\n", disk: "3\na\nx\n",
      new: "3\na\n2\n", .keep(.edited), forced: .update),
    Case("edited to what is generated now", last: "1", disk: "2", new: "2", .identical),
    Case("not written by us", disk: "x", new: "1", .conflict(.foreign), forced: .update),
    Case("not needed any more", last: "1", disk: "1", new: nil, .remove),
    Case(
      "not needed any more, edited", last: "1", disk: "x", new: nil, .setAside,
      forced: .remove),
    Case("not needed any more, gone", last: "1", disk: nil, new: nil, nil),
    Case("the user's, new", disk: nil, new: "1", userOwned: true, .create),
    Case("the user's, edited", last: "1", disk: "x", new: "2", userOwned: true, .keep(.userOwned)),
    Case("the user's before us", disk: "x", new: "2", userOwned: true, .keep(.userOwned)),
    Case(
      "the user's, not needed", last: "1", disk: "1", new: nil, userOwned: true, .keep(.userOwned)),
    Case("a link", item: .obstacle("a link"), new: "1", .conflict(.obstacle("a link"))),
    Case(
      "a link where the user's file was", item: .obstacle("a link"), new: "1", userOwned: true,
      .keep(.userOwned)),
    Case(
      "below a link", item: .blocked(by: "a", "a link"), new: "1",
      .conflict(.blocked(by: "a", "a link"))),
  ]

  @Test(arguments: cases) func `a file`(_ example: Case) {
    let path = "a/b"
    var tree = RenderedTree()
    tree[path] = example.new.map {
      RenderedTree.File(bytes: Array($0.utf8), userOwned: example.userOwned)
    }
    var snapshot = TreeSnapshot(items: example.disk == .absent ? [:] : [path: example.disk])
    if let last = example.last {
      let file = Manifest.File(
        hash: ContentHash.hexadecimal(of: Array(last.utf8)), userOwned: example.userOwned)
      snapshot.manifest = Manifest(version: "0", files: [path: file])
      snapshot.items[".nixwiz/base/a/b"] = .file(Array(last.utf8))
    }
    for force in [false, true] {
      let plan = WritePlan.make(
        new: tree, onDisk: snapshot, record: TestTree.record, force: force)
      let action = plan.entries.first { $0.path == path }?.action
      #expect(action == (force ? example.forced : example.expected), "force: \(force)")
      #expect(plan.conflicts.isEmpty == !(action.map(Self.isConflict) ?? false))
    }
  }

  private static func isConflict(_ action: WritePlan.Action) -> Bool {
    if case .conflict = action { true } else { false }
  }

  /// Without the base nothing tells the user's lines from ours: every difference is a conflict.
  @Test func `a lost base makes no guesses`() {
    for base in [nil, "tampered with\n"] as [String?] {
      var snapshot = TreeSnapshot(items: ["a": .file(Array("x\nm\n2\n".utf8))])
      let hash = ContentHash.hexadecimal(of: Array("1\nm\n2\n".utf8))
      snapshot.manifest = Manifest(version: "0", files: ["a": Manifest.File(hash: hash)])
      snapshot.items[".nixwiz/base/a"] = base.map { .file(Array($0.utf8)) }
      let plan = WritePlan.make(
        new: TestTree.rendered(["a": "1\nm\n3\n"]), onDisk: snapshot, record: TestTree.record)
      #expect(plan.entries[0].action == .conflict(.edited(places: 2, .fresh)))
    }
  }

  /// An answers file with a new answer is made from the user's own text.
  @Test func `a text made by editing the user's takes its place`() {
    var tree = TestTree.rendered([:])
    tree["a"] = RenderedTree.File(
      bytes: Array("mine, 2".utf8), editedFrom: Array("mine, 1".utf8))
    let hash = ContentHash.hexadecimal(of: Array("1".utf8))
    for (text, action) in [
      ("mine, 1", WritePlan.Action.merge), ("1", .update),
      ("other", .conflict(.edited(places: 1, .fresh))),
    ] {
      var snapshot = TreeSnapshot(items: ["a": .file(Array(text.utf8))])
      snapshot.manifest = Manifest(version: "0", files: ["a": Manifest.File(hash: hash)])
      snapshot.items[".nixwiz/base/a"] = .file([UInt8(ascii: "1")])
      let plan = WritePlan.make(new: tree, onDisk: snapshot, record: TestTree.record)
      #expect(plan.entries[0].action == action, "\(text)")
    }
  }

  @Test func `the records are not written through a link`() {
    let snapshot = TreeSnapshot(items: [".nixwiz/manifest.json": .blocked(by: ".nixwiz", "a link")])
    let plan = WritePlan.make(
      new: TestTree.rendered(["a": "1"]), onDisk: snapshot, record: TestTree.record, force: true)
    #expect(plan.conflicts.map(\.code) == ["not-a-folder"])
  }
}
