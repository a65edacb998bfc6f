import FlakeCheck
import FlakeTemplates
import HardwareProbe
import HostModel
import SourceText
import TestSupport
import Testing

@testable import TreeWriter

/// A flake of every recorded machine brought to every other one, with edits of the user's in it.
@Suite struct MachinePairTests {
  static let machines = Fixture.names(in: "\(Golden.root)/Machines")

  /// A machine with its flake. All have the same answers, so that only the machine differs.
  private struct Example {
    var name: String
    var tree: RenderedTree
    var hardware: [UInt8]
  }

  private static let renderer = Result { () throws(TemplateFailure) in try FlakeRenderer() }

  private static let examples: [Example] = machines.compactMap { name in
    let path = "\(Golden.root)/Machines/\(name)/machine.tree"
    let hardware = HardwareProbe.run(on: SystemRoot(PackedTree.shared(path))).hardware
    let answers = SourceFile(
      name: "answers.nix",
      text: "{ host = { name = \"carbon\"; release = \"unstable\"; stateVersion = \"26.11\"; }; }")
    let (document, _) = AnswersDocument.parse(answers)
    let (resolved, _) = Answers.resolve(document, hardware: hardware)
    guard let plan = try? Plan.make(hardware: hardware, answers: resolved),
      let tree = try? renderer.get().render(plan)
    else {
      Issue.record("\(name) has no flake")
      return nil
    }
    return Example(name: name, tree: tree, hardware: HardwareDocument.encode(hardware))
  }

  /// The disk after a tree was written, with some files changed since.
  private static func snapshot(
    of example: Example, edited: (_ path: String, _ text: [UInt8]) -> [UInt8]?
  ) -> TreeSnapshot {
    let record = WritePlan.Record(version: "1", hardware: ["carbon": example.hardware])
    let first = WritePlan.make(new: example.tree, onDisk: TreeSnapshot(), record: record)
    var snapshot = TreeSnapshot(items: first.records.mapValues { .file($0) })
    for entry in first.entries {
      guard let text = entry.new.flatMap({ edited(entry.path, $0) }) else { continue }
      snapshot.items[entry.path] = .file(text)
    }
    let manifest = SourceFile(
      name: TreePath.manifest, bytes: first.records[TreePath.manifest] ?? [])
    snapshot.manifest = try? Manifest.parse(manifest).get()
    return snapshot
  }

  /// A comment at the end of every module, where people add attributes. The answers have an editor
  /// of their own.
  private static func edit(_ path: String, _ bytes: [UInt8]) -> [UInt8] {
    guard path != "answers.nix", path.hasSuffix(".nix") else { return bytes }
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.hasSuffix("\n}\n") else { return bytes }
    return Array((text.dropLast(2) + "\n  # Mine, from a long night.\n}\n").utf8)
  }

  @Test func `every pair gives the fresh flake with the edits in it`() {
    var pairs = 0
    var conflicts: [String] = []
    for from in Self.examples {
      let snapshot = Self.snapshot(of: from, edited: Self.edit)
      for to in Self.examples where to.name != from.name {
        pairs += 1
        let record = WritePlan.Record(version: "1", hardware: ["carbon": to.hardware])
        let plan = WritePlan.make(new: to.tree, onDisk: snapshot, record: record)
        // Files that the new machine does not need are edited too: each is told, and set aside.
        let orphans = plan.entries.filter { $0.action == .setAside }.map(\.path)
        #expect(plan.setAside.count == orphans.count)
        for path in orphans {
          let aside = plan.entries.first { $0.path == "\(path).edited" }
          #expect(aside?.new == snapshot[path].bytes, "\(from.name) to \(to.name): \(path)")
        }
        let notNeeded = from.tree.paths.filter {
          to.tree[$0] == nil && from.tree[$0]?.userOwned == false
        }
        #expect(orphans == notNeeded, "\(from.name) to \(to.name)")
        for path in to.tree.paths {
          guard let entry = plan.entries.first(where: { $0.path == path }),
            let fresh = to.tree[path]?.bytes
          else {
            Issue.record("\(from.name) to \(to.name): \(path) is lost")
            continue
          }
          if case .conflict = entry.action {
            conflicts.append("\(from.name) to \(to.name): \(path)")
            continue
          }
          // A file that the first machine had not got has no edit yet.
          let wasThere = from.tree[path] != nil
          let expected = wasThere ? Self.edit(path, fresh) : fresh
          let isKept = from.tree[path]?.userOwned == true
          #expect(
            isKept || entry.new == expected,
            """
            \(from.name) to \(to.name): \(path)
            \(UnifiedDiff(path: path, old: expected, new: entry.new).text(colored: false))
            """)
        }
      }
    }
    #expect(pairs == Self.machines.count * (Self.machines.count - 1))
    #expect(conflicts == [])
  }

  /// Lines inserted, deleted and moved, files deleted and added, by a generator with a seed; then
  /// the machine changes. Whatever happens to a file, nothing of the user's is lost.
  @Test func `a hundred random sets of edits lose nothing`() {
    var generator = SplitMix(state: 306)
    var merged = 0
    var conflicts = 0
    for round in 0..<100 {
      guard let from = Self.examples.randomElement(using: &generator),
        let to = Self.examples.randomElement(using: &generator)
      else { return }
      var edits = RandomEdits(round: round)
      let snapshot = Self.snapshot(of: from) { path, bytes in
        from.tree[path]?.userOwned == true || path == "answers.nix"
          ? bytes : edits.edit(path, bytes, using: &generator)
      }
      let record = WritePlan.Record(version: "1", hardware: ["carbon": to.hardware])
      let plan = WritePlan.make(new: to.tree, onDisk: snapshot, record: record)
      for path in edits.deleted {
        #expect(!plan.entries.contains { $0.path == path && $0.new != nil }, "\(path) is back")
      }
      for (path, edit) in edits.edited {
        let entry = plan.entries.first { $0.path == path }
        let context = "round \(round), \(from.name) to \(to.name): \(path)"
        let aside = plan.entries.first { $0.path == "\(path).edited" }
        let text = entry?.marked ?? aside?.new ?? entry?.new
        let lines = Set(
          (text ?? []).split(separator: 10).map { String(decoding: $0, as: UTF8.self) })
        #expect(lines.isSuperset(of: edit.added), "\(context)")
        switch entry?.action {
        case .setAside: #expect(plan.setAside.contains { $0.message.contains(path) }, "\(context)")
        case .conflict(.edited):
          conflicts += 1
          #expect(plan.conflicts.contains { $0.message.contains(path) }, "\(context)")
          #expect(entry?.new == entry?.old, "\(context)")
        case .merge:
          merged += 1
          let generated = String(decoding: to.tree[path]?.bytes ?? [], as: UTF8.self)
          for line in edit.removed where !generated.contains(line) {
            #expect(!lines.contains(line), "\(context): \(line) is back")
          }
        case .keep(.edited), .identical, .update: break
        default: Issue.record("\(context): \(String(describing: entry?.action))")
        }
      }
    }
    #expect(merged > 50 && conflicts > 10, "\(merged) merged, \(conflicts) in conflict")
  }

  /// What comes out of a merge is a configuration, for some of the pairs.
  @Test(arguments: [
    ("desktop-gtx1080", "desktop-rtx5090"), ("laptop-intel-rtx4060", "desktop-rx7900xtx"),
    ("server-h100", "vm-cloud-headless"), ("mini-n100", "workstation-dual-rtx4090"),
  ])
  func `some merged flakes are accepted`(_ from: String, _ to: String) throws {
    let before = try #require(Self.examples.first { $0.name == from })
    let after = try #require(Self.examples.first { $0.name == to })
    let snapshot = Self.snapshot(of: before, edited: Self.edit)
    let record = WritePlan.Record(version: "1", hardware: ["carbon": after.hardware])
    let force = WritePlan.make(new: after.tree, onDisk: snapshot, record: record)
    let report = FlakeChecker().check(force.result)
    #expect(report.accepted, "\(report.findings.map(\.message))")
  }
}

/// Random changes of files, remembered.
private struct RandomEdits {
  struct Edit {
    var added: Set<String> = []
    var removed: Set<String> = []
  }

  let round: Int
  private(set) var edited: [String: Edit] = [:]
  private(set) var deleted: [String] = []

  init(round: Int) { self.round = round }

  /// The text after some edits, or nil for a file that is deleted; most files stay as they are.
  mutating func edit(
    _ path: String, _ bytes: [UInt8], using generator: inout SplitMix
  ) -> [UInt8]? {
    let luck = Int.random(in: 0..<20, using: &generator)
    if luck == 0 {
      deleted.append(path)
      return nil
    }
    guard luck < 10 else { return bytes }
    var lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false
    ).dropLast().map(String.init)
    let before = lines
    var edit = Edit()
    for number in 0..<Int.random(in: 1...3, using: &generator) {
      let place = Int.random(in: 0..<lines.count, using: &generator)
      switch Int.random(in: 0..<3, using: &generator) {
      case 0:
        let line = "  # mine: \(round), \(number)"
        edit.added.insert(line)
        lines.insert(line, at: place)
      case 1 where lines.count > 1: lines.remove(at: place)
      default:
        let line = lines.remove(at: place)
        lines.insert(line, at: Int.random(in: 0...lines.count, using: &generator))
      }
    }
    guard lines != before else { return bytes }
    edit.added.formIntersection(lines)
    edit.removed = Set(before).subtracting(lines)
    edited[path] = edit
    return Array(lines.map { "\($0)\n" }.joined().utf8)
  }
}
