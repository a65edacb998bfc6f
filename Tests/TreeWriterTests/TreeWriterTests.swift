import Glibc
import HostModel
import SourceText
import TestSupport
import Testing

@testable import TreeWriter

@Suite struct TreeWriterTests {
  private func inFolder(_ body: (String) throws -> Void) rethrows {
    try Fixture.withTemporaryFolder(body)
  }

  /// The code of the first diagnostic of a failure.
  private func code(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch { return (error as? WriteFailure)?.diagnostics.first?.code ?? "\(error)" }
  }

  @Test func `a new tree is written with the folders above it`() throws {
    try inFolder { root in
      try TestTree.write(["flake.nix": "1\n", "modules/a.nix": "2\n"], to: "\(root)/x/y/z")
      #expect(
        TestTree.contents(of: "\(root)/x/y/z")
          == ["flake.nix": "1\n", "modules": "/", "modules/a.nix": "2\n"])
      #expect(Fixture.names(in: "\(root)/x/y") == ["z"])
      let records = TestTree.contents(of: "\(root)/x/y/z/.nixwiz")
      #expect(records["hardware/h.json"] == "{}\n")
      #expect(records["base/modules/a.nix"] == "2\n")
      #expect(records["manifest.json"]?.contains(#""version": "1.2.3""#) == true)
    }
  }

  @Test func `a second run changes what changed and nothing else`() throws {
    try inFolder { root in
      let target = "\(root)/t"
      try TestTree.write(["a": "1", "b/c": "2", "d/e": "3"], to: target)
      Fixture.write(Array("mine".utf8), to: "\(target)/notes/todo")
      Fixture.write(Array("ref".utf8), to: "\(target)/.git/HEAD")
      symlink("../elsewhere", "\(target)/link")
      chmod("\(target)/a", 0o640)
      chmod("\(target)/notes", 0o750)
      let folder = TestTree.inode(of: target)
      let note = TestTree.inode(of: "\(target)/notes/todo")
      try TestTree.write(["a": "one", "b/c": "2"], to: target)
      #expect(
        TestTree.contents(of: target) == [
          "a": "one", "b": "/", "b/c": "2", "notes": "/", "notes/todo": "mine", ".git": "/",
          ".git/HEAD": "ref", "link": "-> ../elsewhere",
        ])
      #expect(TestTree.inode(of: target) == folder, "a shell in the folder stays in it")
      #expect(TestTree.inode(of: "\(target)/notes/todo") == note)
      var info = stat()
      #expect(stat("\(target)/a", &info) == 0 && info.st_mode & 0o777 == 0o640)
      #expect(stat("\(target)/notes", &info) == 0 && info.st_mode & 0o777 == 0o750)
      #expect(Fixture.names(in: root) == ["t"])
    }
  }

  @Test func `nothing is touched when nothing changed`() throws {
    try inFolder { root in
      try TestTree.write(["a": "1"], to: "\(root)/t")
      let disk = Disk { change, path in
        Issue.record("\(change) \(path)")
        return nil
      }
      try TestTree.write(["a": "1"], to: "\(root)/t", disk: disk)
    }
  }

  @Test func `what is not ours is refused, and kept`() throws {
    try inFolder { root in
      let target = "\(root)/t"
      Fixture.write(Array("mine".utf8), to: "\(target)/flake.nix")
      #expect(
        code { try TestTree.write(["flake.nix": "1", "b": "2"], to: target) } == "foreign-file")
      #expect(TestTree.contents(of: target, records: true) == ["flake.nix": "mine"])
      try TestTree.write(["flake.nix": "1"], to: target, force: true)
      #expect(TestTree.contents(of: target) == ["flake.nix": "1"])
    }
  }

  @Test func `the user's files are never written again`() throws {
    try inFolder { root in
      let target = "\(root)/t"
      try TestTree.write(["hosts/h/default.nix!": "first", "a": "1"], to: target)
      Fixture.write(Array("edited".utf8), to: "\(target)/hosts/h/default.nix")
      try TestTree.write(["hosts/h/default.nix!": "second", "a": "2"], to: target, force: true)
      #expect(Fixture.text(at: "\(target)/hosts/h/default.nix") == "edited")
      #expect(Fixture.text(at: "\(target)/a") == "2")
    }
  }

  @Test func `links are not written through`() throws {
    inFolder { root in
      let target = "\(root)/t"
      mkdir(target, 0o755)
      mkdir("\(root)/outside", 0o755)
      symlink("\(root)/outside", "\(target)/modules")
      symlink("\(root)/outside/f", "\(target)/flake.nix")
      for force in [false, true] {
        let files = ["modules/a.nix": "1"]
        #expect(code { try TestTree.write(files, to: target, force: force) } == "not-a-folder")
        let flake = ["flake.nix": "1"]
        #expect(code { try TestTree.write(flake, to: target, force: force) } == "not-a-file")
      }
      #expect(Fixture.names(in: "\(root)/outside").isEmpty)
    }
  }

  @Test func `a link to the folder is followed, one to nowhere is not`() throws {
    try inFolder { root in
      mkdir("\(root)/real", 0o755)
      symlink("real", "\(root)/link")
      try TestTree.write(["a": "1"], to: "\(root)/link")
      #expect(TestTree.contents(of: "\(root)/real") == ["a": "1"])
      #expect(Fixture.names(in: root) == ["link", "real"])
      symlink("nowhere", "\(root)/dangling")
      #expect(
        code { try TestTree.write(["a": "1"], to: "\(root)/dangling") } == "unsuitable-target")
    }
  }

  @Test(arguments: ["/", "/nix/store", "/nix/store/x-y", "", "/dev/null"])
  func `some targets cannot be a tree`(_ target: String) {
    #expect(code { _ = try TreeWriter(target: target) } == "unsuitable-target")
  }

  @Test func `a path is made absolute`() throws {
    try inFolder { root in
      let real = try #require(realpath(root, nil).map { String(cString: $0) })
      #expect(try TreeWriter(target: "\(root)/./a//b/").target == "\(real)/a/b")
      #expect(try TreeWriter(target: "\(root)/../\(root.dropFirst(5))/a").target == "\(real)/a")
    }
  }

  @Test func `a change behind our back is noticed`() throws {
    try inFolder { root in
      let target = "\(root)/t"
      try TestTree.write(["a": "1"], to: target)
      let tree = TestTree.rendered(["a": "2"])
      let writer = try TreeWriter(target: target)
      let plan = WritePlan.make(
        new: tree, onDisk: try writer.read(paths: tree.paths),
        record: TestTree.record)
      Fixture.write(Array("edited".utf8), to: "\(target)/a")
      #expect(code { try writer.commit(plan) } == "target-changed")
      #expect(Fixture.text(at: "\(target)/a") == "edited")
      #expect(Fixture.names(in: root) == ["t"])
    }
  }

  @Test func `two runs do not meet`() throws {
    try inFolder { root in
      let target = "\(root)/t"
      let real = try TreeWriter(target: target).target
      let folder = real.dropLast(2) + "/.t.nixwiz-write"
      let lock = try WriteLock(folder: String(folder), target: real, disk: Disk())
      #expect(code { try TestTree.write(["a": "1"], to: target) } == "target-busy")
      #expect(Fixture.names(in: root) == [".t.nixwiz-write"])
      _ = consume lock
      try TestTree.write(["a": "1"], to: target)
      #expect(Fixture.names(in: root) == ["t"])
    }
  }

  @Test func `a folder of somebody else is not cleaned up`() throws {
    inFolder { root in
      Fixture.write(Array("x".utf8), to: "\(root)/.t.nixwiz-write/precious")
      #expect(code { try TestTree.write(["a": "1"], to: "\(root)/t") } == "unsuitable-target")
      #expect(Fixture.text(at: "\(root)/.t.nixwiz-write/precious") == "x")
    }
  }

  @Test func `a folder with very many other files is refused`() throws {
    try inFolder { root in
      let target = "\(root)/t"
      for number in 0..<20 { Fixture.write([], to: "\(target)/\(number)") }
      let lock = try WriteLock(folder: "\(root)/w", target: target, disk: Disk())
      var transaction = TreeTransaction(
        target: target, writes: ["a": []], removals: [], disk: Disk())
      transaction.maximumForeignFiles = 19
      #expect(throws: WriteFailure.self) { try transaction.run(in: lock) }
      #expect(Fixture.names(in: target).count == 20)
    }
  }

  @Test func `files that cannot be linked are copied`() throws {
    try inFolder { root in
      let target = "\(root)/t"
      try TestTree.write(["a": "1"], to: target)
      Fixture.write(Array("mine".utf8), to: "\(target)/notes")
      symlink("x", "\(target)/link")
      // No hard links and no exchange, as on FAT.
      let disk = Disk { change, path in
        switch change {
        case .link where !path.hasSuffix("/link"): EPERM
        case .exchange: EINVAL
        default: nil
        }
      }
      try TestTree.write(["a": "2"], to: target, disk: disk)
      #expect(TestTree.contents(of: target) == ["a": "2", "notes": "mine", "link": "-> x"])
    }
  }
}
