import Glibc
import Synchronization
import TestSupport
import Testing

@testable import TreeWriter

/// Runs that end at every possible moment: each leaves the old tree or the new one, and the next run
/// makes the new one and leaves nothing behind.
@Suite struct CrashTests {
  /// The ways to write, by what the file system can do and what is there before.
  struct Setting: Sendable, CustomTestStringConvertible {
    var canExchange: Bool
    var exists: Bool

    var testDescription: String {
      "\(exists ? "existing" : "new") tree, \(canExchange ? "exchange" : "two renamings")"
    }
  }

  static let settings = [
    Setting(canExchange: true, exists: true), Setting(canExchange: false, exists: true),
    Setting(canExchange: true, exists: false),
  ]

  static let first = ["flake.nix": "1\n", "modules/a.nix": "1\n", "old/gone.nix": "1\n"]
  static let second = ["flake.nix": "2\n", "modules/a.nix": "2\n", "new/b.nix": "2\n"]

  /// A tree to begin with, with files of the user's in it.
  private func prepare(_ target: String, _ setting: Setting) throws {
    guard setting.exists else { return }
    try TestTree.write(Self.first, to: target)
    Fixture.write(Array("ref".utf8), to: "\(target)/.git/HEAD")
    Fixture.write(Array("mine".utf8), to: "\(target)/modules/mine.nix")
  }

  /// The number of changes that a whole run makes.
  private func steps(_ setting: Setting) throws -> Int {
    try Fixture.withTemporaryFolder(in: Fixture.memory) { root in
      try prepare("\(root)/t", setting)
      let counter = Counter()
      let disk = Disk { change, _ in
        counter.add()
        return !setting.canExchange && change == .exchange ? EINVAL : nil
      }
      try TestTree.write(Self.second, to: "\(root)/t", disk: disk)
      return counter.value
    }
  }

  @Test(arguments: settings)
  func `after a crash the tree is the old one or the new one`(_ setting: Setting) throws {
    let count = try steps(setting)
    #expect(count > 10)
    let outcomes = try (0..<count).map { try crash(after: $0, setting) }
    #expect(outcomes.contains(.old) && outcomes.contains(.new))
    let torn = outcomes.count { $0 == .mixed }
    #expect(torn == 0)
    print("Ends of a run, \(setting.testDescription): \(count) points tried, \(torn) torn")
  }

  private enum Outcome { case old, new, between, mixed }

  /// A disk on which nothing has an effect after some changes, as if the process were gone: not even
  /// what cleans up after a failure.
  private func disk(dyingAfter step: Int, _ setting: Setting) -> Disk {
    let counter = Counter()
    let canExchange = setting.canExchange
    return Disk { change, _ in
      counter.add()
      if counter.value > step { return EIO }
      return !canExchange && change == .exchange ? EINVAL : nil
    }
  }

  private func crash(after step: Int, _ setting: Setting) throws -> Outcome {
    try Fixture.withTemporaryFolder(in: Fixture.memory) { root in
      let target = "\(root)/t"
      try prepare(target, setting)
      let before = TestTree.contents(of: target, records: true)
      try? TestTree.write(Self.second, to: target, disk: disk(dyingAfter: step, setting))
      let after = TestTree.contents(of: target, records: true)
      let outcome = outcome(after, before, setting)
      #expect(outcome != .mixed, "step \(step): \(after)")
      // Recovery alone gives the old tree or the new one, whatever the crash left.
      try TreeWriter(target: target).recover()
      let recovered = TestTree.contents(of: target, records: true)
      #expect(recovered == (outcome == .between ? before : after), "step \(step)")
      #expect(Fixture.names(in: root).allSatisfy { $0 == "t" }, "step \(step)")
      // And the next run finishes the work.
      try TestTree.write(Self.second, to: target)
      #expect(TestTree.contents(of: target)["new/b.nix"] == "2\n")
      #expect(TestTree.contents(of: target)["old"] == nil)
      #expect(Fixture.names(in: root) == ["t"])
      return outcome
    }
  }

  private func outcome(
    _ after: [String: String], _ before: [String: String], _ setting: Setting
  ) -> Outcome {
    if after == before { return .old }
    // Between the two renamings of systems without exchange there is no target for a moment.
    if !setting.canExchange, after.isEmpty { return .between }
    let generated = ["flake.nix", "modules/a.nix", "new/b.nix", ".nixwiz/base/new/b.nix"]
    let isNew =
      generated.allSatisfy { after[$0] == "2\n" } && after["old/gone.nix"] == nil
      && [".git/HEAD", "modules/mine.nix"].allSatisfy { after[$0] == before[$0] }
    return isNew ? .new : .mixed
  }

  @Test(arguments: settings, [ENOSPC, EACCES])
  func `a failing call leaves nothing behind`(_ setting: Setting, _ number: Int32) throws {
    for step in 0..<(try steps(setting)) { try fail(with: number, after: step, setting) }
  }

  private func fail(with number: Int32, after step: Int, _ setting: Setting) throws {
    try Fixture.withTemporaryFolder(in: Fixture.memory) { root in
      let target = "\(root)/t"
      try prepare(target, setting)
      let before = TestTree.contents(of: target, records: true)
      let counter = Counter()
      let canExchange = setting.canExchange
      let disk = Disk { change, _ in
        counter.add()
        // Room can still be made on a full disk.
        if counter.value > step, change != .remove { return number }
        return !canExchange && change == .exchange ? EINVAL : nil
      }
      var failed = false
      do { try TestTree.write(Self.second, to: target, disk: disk) } catch { failed = true }
      let after = TestTree.contents(of: target, records: true)
      // Where even putting back the old name fails, the next run does it (see above).
      if !canExchange, after.isEmpty, setting.exists { return }
      #expect(failed ? after == before : after["flake.nix"] == "2\n", "step \(step)")
      #expect(Fixture.names(in: root).allSatisfy { $0 == "t" }, "step \(step)")
    }
  }

  /// The same with a real process and a real SIGKILL, at some of the steps.
  @Test(arguments: [1, 9, 20, 27, 33, 40])
  func `a killed process leaves the old tree or the new one`(_ step: Int) async throws {
    let root = "\(Fixture.memory)/nixwiz-kill-\(getpid())-\(step)"
    Fixture.remove(tree: root)
    mkdir(root, 0o755)
    defer { Fixture.remove(tree: root) }
    try prepare("\(root)/t", Self.settings[0])
    let before = TestTree.contents(of: "\(root)/t")
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [root = root as String, step = step as Int] in
      let counter = Counter()
      let disk = Disk { _, _ in
        counter.add()
        if counter.value > step { kill(getpid(), SIGKILL) }
        return nil
      }
      try TestTree.write(CrashTests.second, to: "\(root)/t", disk: disk)
    }
    let after = TestTree.contents(of: "\(root)/t")
    #expect(after == before || (after["flake.nix"] == "2\n" && after["new/b.nix"] == "2\n"))
    #expect(after[".git/HEAD"] == "ref")
    #expect(Fixture.names(in: root).contains(".t.nixwiz-write"))
    try TestTree.write(Self.second, to: "\(root)/t")
    #expect(TestTree.contents(of: "\(root)/t")["new/b.nix"] == "2\n")
    #expect(Fixture.names(in: root) == ["t"])
  }
}

/// A number that closures share.
final class Counter: Sendable {
  private let count = Mutex(0)

  func add() { count.withLock { $0 += 1 } }

  var value: Int { count.withLock { $0 } }
}
