import Glibc
import TestSupport
import TextFormats
import Testing

/// `regenerate`, `diff` and `undo`, as their users run them: a flake of one recorded machine, brought
/// to another one.
@Suite struct RegenerateCommandTests {
  private static let before = "desktop-gtx1080"
  private static let after = "desktop-rtx3090"

  /// A flake with some edits of the user's.
  private struct Flake {
    let target: String
    let machines: [String: String]

    func run(_ arguments: String..., machine: String? = nil) -> Program.Result {
      let root = machine.flatMap { machines[$0] }.map { ["--root", $0] } ?? []
      return Program.run(arguments: [arguments[0], target] + arguments.dropFirst() + root)
    }

    func text(_ path: String) -> String { Fixture.text(at: "\(target)/\(path)") ?? "" }

    func edit(_ path: String, _ change: (String) -> String) {
      Fixture.write(Array(change(text(path)).utf8), to: "\(target)/\(path)")
    }

    /// Every file but the records.
    var files: [String: [UInt8]] {
      let names = Fixture.files(below: target).filter { !$0.hasPrefix(".nixwiz/") }
      return Dictionary(
        uniqueKeysWithValues: names.map { ($0, Fixture.bytes(at: "\(target)/\($0)") ?? []) })
    }
  }

  private func withFlake(_ body: (Flake) throws -> Void) rethrows {
    let path = { (name: String) in "\(Golden.root)/Machines/\(name)/machine.tree" }
    try Fixture.withTemporaryFolder(in: Fixture.memory) { scratch in
      let flake = Flake(
        target: "\(scratch)/flake",
        machines: [
          Self.before: PackedTree.shared(path(Self.before)),
          Self.after: PackedTree.shared(path(Self.after)),
        ])
      let made = Program.run(
        arguments: [
          "generate", "--output", flake.target, "--set", "host.name=carbon", "--set",
          "llama.enable=true", "--root", flake.machines[Self.before] ?? "",
        ])
      #expect(made.status == 0, "\(made.error)")
      try body(flake)
    }
  }

  @Test func `nothing changed ends with 0 and without a word`() {
    withFlake { flake in
      let files = flake.files
      for arguments in [["--dry-run", "--quiet"], ["--quiet", "--exit-code"]] {
        let result = Program.run(
          arguments: ["regenerate", flake.target] + arguments
            + ["--root", flake.machines[Self.before] ?? ""])
        #expect(result.status == 0 && result.output.isEmpty && result.error.isEmpty)
      }
      let told = flake.run("regenerate", machine: Self.before)
      #expect(told.status == 0, "\(told.error)")
      #expect(told.output.hasPrefix("Host carbon: nothing changed\n"), "\(told.output)")
      #expect(!told.output.contains("@@"))
      #expect(flake.files == files)
      #expect(flake.run("diff").status == 0)
    }
  }

  @Test func `a graphics card is swapped, edits stay, and all of it can be undone`() throws {
    try withFlake { flake in
      flake.edit("modules/graphics.nix") { "# Mine: the card of the office.\n\($0)" }
      flake.edit("answers.nix") { "# Mine: the answers.\n\($0)" }
      flake.edit("hosts/carbon/default.nix") { "# Mine: the host.\n\($0)" }
      flake.edit("modules/extra.nix") { _ in "{ }\n" }
      let files = flake.files

      let dry = flake.run("regenerate", "--dry-run", "--quiet", machine: Self.after)
      #expect(dry.status == 5, "\(dry.error)")
      #expect(dry.output.contains("driver: graphics: GeForce GTX 1080"), "\(dry.output)")
      #expect(flake.files == files)

      let report = flake.run("regenerate", "--json", "--dry-run", machine: Self.after)
      let document = try JSONDocument.parse(report.outputBytes)
      #expect(document["outcome"]?.value == .string("changed"))
      #expect(document["written"]?.value == .bool(false))

      let done = flake.run("regenerate", machine: Self.after)
      #expect(done.status == 0, "\(done.error)")
      #expect(done.output.contains("Host carbon: the machine changed"), "\(done.output)")
      #expect(done.output.contains("NVIDIA driver"))
      #expect(done.output.contains("merge   modules/graphics.nix"), "\(done.output)")
      #expect(flake.text("modules/graphics.nix").hasPrefix("# Mine: the card of the office.\n"))
      #expect(flake.text("modules/graphics.nix").contains("open = true;"))
      for path in ["answers.nix", "hosts/carbon/default.nix", "modules/extra.nix"] {
        #expect(flake.files[path] == files[path], "\(path)")
      }
      #expect(flake.run("regenerate", "--dry-run", "--quiet", machine: Self.after).status == 0)

      let diff = flake.run("diff")
      #expect(diff.status == 5)
      #expect(diff.output.contains("+# Mine: the card of the office.\n"))
      #expect(!diff.output.contains("default.nix"), "the user's own file is no edit")

      let undone = flake.run("undo")
      #expect(undone.status == 0, "\(undone.error)")
      #expect(flake.files == files)
    }
  }

  @Test func `an edit in the same place is a conflict, decided in a file beside it`() {
    withFlake { flake in
      flake.edit("modules/graphics.nix") { text in
        text.replacing("legacy_580", with: "legacy_470")
      }
      let files = flake.files
      let refused = flake.run("regenerate", machine: Self.after)
      #expect(refused.status == 6, "\(refused.error)")
      #expect(refused.error.contains("[edited-file]"))
      var now = flake.files
      let side = String(
        decoding: now.removeValue(forKey: "modules/graphics.nix.conflict") ?? [], as: UTF8.self)
      #expect(now == files)
      #expect(side.contains("<<<<<<< yours") && side.contains(">>>>>>> generated now"))

      let decided = side.split(separator: "\n", omittingEmptySubsequences: false)
        .filter { !$0.hasPrefix("<<<<<<<") && !$0.hasPrefix("|||||||") }
      let generated = decided.drop { $0 != "=======" }.dropFirst().filter {
        !$0.hasPrefix(">>>>>>>")
      }
      let head = side.components(before: "<<<<<<< yours\n")
      flake.edit("modules/graphics.nix.conflict") { _ in
        head + generated.joined(separator: "\n")
      }
      let done = flake.run("regenerate", machine: Self.after)
      #expect(done.status == 0, "\(done.error)\(done.output)")
      #expect(flake.files["modules/graphics.nix.conflict"] == nil)
      #expect(!flake.text("modules/graphics.nix").contains("legacy_470"))
    }
  }

  @Test func `an edited file without a use is set aside, and told`() {
    withFlake { flake in
      flake.edit("modules/graphics.nix") { "# Mine: the card of the office.\n\($0)" }
      let files = flake.files
      let guest = PackedTree.shared("\(Golden.root)/Machines/vm-cloud-headless/machine.tree")
      let done = flake.run("regenerate", "--root", guest)
      #expect(done.status == 6, "\(done.error)")
      #expect(done.error.contains("[edit-set-aside]"), "\(done.error)")
      #expect(flake.files["modules/graphics.nix"] == nil)
      #expect(flake.files["modules/graphics.nix.edited"] == files["modules/graphics.nix"])
      #expect(!flake.text("modules/default.nix").contains("graphics"))
      // Told once: it is the user's file now.
      #expect(flake.run("regenerate", "--quiet", "--root", guest).status == 0)
      #expect(flake.run("undo").status == 0)
      #expect(flake.files == files)
    }
  }

  @Test func `what the user deleted stays deleted`() {
    withFlake { flake in
      unlink("\(flake.target)/modules/locale.nix")
      flake.edit("modules/default.nix") { $0.replacing("    ./locale.nix\n", with: "") }
      let done = flake.run("regenerate", machine: Self.after)
      #expect(done.status == 0, "\(done.error)")
      #expect(flake.files["modules/locale.nix"] == nil)
      #expect(!flake.text("modules/default.nix").contains("locale"))
    }
  }

  /// The check is of what comes out, and not of what was generated.
  @Test func `an edit that does not evaluate with the change is not written over`() {
    withFlake { flake in
      flake.edit("hosts/carbon/default.nix") { _ in "{ services.nosuch.enable = true; }\n" }
      let files = flake.files
      let result = flake.run("regenerate", machine: Self.after)
      #expect(result.status == 1, "\(result.error)")
      #expect(result.error.contains("hosts/carbon/default.nix:1:"))
      #expect(flake.files == files)
    }
  }

  @Test func `only a flake of ours can be regenerated`() {
    Fixture.withTemporaryFolder { folder in
      for command in ["regenerate", "diff", "undo"] {
        let result = Program.run(command, folder)
        #expect(result.status == 2)
        #expect(result.error.contains("[no-tree]"))
      }
    }
  }

  @Test func `new files are made known to git, and nothing else`() {
    let git = "/usr/bin/git"
    guard access(git, X_OK) == 0 else { return }
    withFlake { flake in
      let run = { (arguments: [String]) in
        Program.run(executable: git, arguments: ["-C", flake.target] + arguments)
      }
      #expect(run(["init", "--quiet"]).status == 0)
      #expect(flake.run("regenerate", machine: Self.after).status == 0)
      let known = run(["ls-files"]).output.split(separator: "\n").map(String.init)
      #expect(known.contains("flake.nix") && known.contains(".nixwiz/manifest.json"))
      #expect(!known.contains { $0.hasPrefix(".nixwiz/undo/") })
      #expect(run(["diff", "--cached", "--name-only"]).output.isEmpty, "nothing is staged")
      #expect(run(["rev-parse", "HEAD"]).status != 0, "nothing is committed")
    }
  }
}

extension String {
  /// What stands before the first occurrence of another text.
  fileprivate func components(before other: String) -> String {
    firstRange(of: other).map { String(self[..<$0.lowerBound]) } ?? self
  }
}
