import Glibc
import TestSupport
import TextFormats
import Testing

@Suite struct GenerateCommandTests {
  /// Runs `generate` on one recorded machine, with an empty folder to write to.
  private func generate(
    _ arguments: String..., input: String = "",
    _ body: (_ result: Program.Result, _ target: String) throws -> Void
  ) rethrows {
    let machine = "\(Golden.root)/Machines/desktop-rtx3090/machine.tree"
    try PackedTree.withUnpacked(machine) { folder in
      try Fixture.withTemporaryFolder(in: Fixture.memory) { scratch in
        let target = "\(scratch)/flake"
        let result = Program.run(
          arguments: ["generate", "--root", folder, "--output", target] + arguments, input: input,
          in: scratch)
        try body(result, target)
      }
    }
  }

  @Test func `a dry run writes nothing`() {
    generate("--dry-run", "--diff") { result, target in
      #expect(result.status == 0, "\(result.error)")
      #expect(result.output.contains("Files that would be in \(target)\n"))
      #expect(result.output.contains("--- /dev/null\n+++ b/flake.nix\n"))
      #expect(!result.output.contains("\u{1b}"), "no colour without a terminal")
      #expect(access(target, F_OK) != 0)
    }
  }

  @Test func `the report is also a JSON document`() throws {
    try generate("--json", "--set", "host.name=carbon") { result, target in
      #expect(result.status == 0, "\(result.error)")
      let report = try JSONDocument.parse(result.outputBytes)
      #expect(report["host"]?.value == .string("carbon"))
      #expect(report["written"]?.value == .bool(true))
      #expect(report["check"]?["accepted"]?.value == .bool(true))
      #expect(report["target"]?.value == .string(target))
    }
  }

  /// All problems of all sources are told at once, and nothing is written.
  @Test func `bad answers end with 2`() {
    let answers = #"{ host.nam = "a"; time.timeZone = 3; llama.port = 99999; }"#
    generate("--answers", "-", "--set", "host.name=not a name", input: answers) { result, target in
      #expect(result.status == 2)
      for part in [
        "[unknown-answer]", "did you mean `host.name`?", "<stdin>:1:", "time.timeZone",
        "llama.port", "--set:1:",
      ] { #expect(result.error.contains(part), "\(part)\n\(result.error)") }
      #expect(result.output.isEmpty)
      #expect(access(target, F_OK) != 0)
    }
  }

  @Test(arguments: [
    "{", "}", "", "[]", "\u{0}", "{ host = {", "{ host.name = builtins.exec [ ]; }",
    "{ host.name = \"${x}\"; }", "{ a = import ./x; }", String(repeating: "[", count: 100_000),
    String(repeating: "{a=", count: 50_000), "{ host.name = \"a\u{0}b\"; }",
    "{ users = [ { name = \"root; rm -rf /\"; } ]; }", "{ users = [ 1 { } { name = 1; } ]; }",
    "{ host.name = 999999999999999999999999999; }",
  ])
  func `hostile answers end with 2`(_ answers: String) {
    generate("--answers", "-", input: answers) { result, target in
      #expect(result.status == 2, "\(result.status) \(result.error.prefix(500))")
      #expect(result.error.contains("error: "))
      #expect(!result.error.contains("\u{0}"))
      #expect(access(target, F_OK) != 0)
    }
  }

  /// Strings with everything that Nix gives a meaning come back unchanged.
  @Test func `free text is kept as it is`() {
    let text = #"a"b${c}''d\n$${e} '' \ # /* */ ü"#
    generate("--set", "host.description=\(text)") { result, target in
      #expect(result.status == 0, "\(result.error)")
      let value = Program.run("eval", "-A", "description", "\(target)/flake.nix")
      let quoted = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        .replacing("${", with: "\\${")
      #expect(value.output == "\"\(quoted)\"\n", "\(value.error)")
    }
  }

  @Test func `a machine that cannot be read ends with 3`() {
    #expect(Program.run("generate", "--root", "/no/such/folder", "--dry-run").status == 3)
    Fixture.withTemporaryFolder { folder in
      Fixture.write(Array("{}".utf8), to: "\(folder)/h.json")
      let result = Program.run("generate", "--hardware", "\(folder)/h.json", "--dry-run")
      #expect(result.status == 3)
    }
  }

  @Test func `what cannot be written ends with 4`() {
    for output in ["/proc/nixwiz/flake", "/dev/null", "/nix/store/x"] {
      let machine = "\(Golden.root)/Machines/vm-vmware/machine.tree"
      PackedTree.withUnpacked(machine) { folder in
        let result = Program.run("generate", "--root", folder, "--output", output)
        #expect(result.status == 4, "\(output) \(result.error)")
        #expect(result.error.contains("error: "))
      }
    }
  }

  @Test func `foreign files are refused, and taken with force`() {
    let machine = "\(Golden.root)/Machines/vm-vmware/machine.tree"
    PackedTree.withUnpacked(machine) { folder in
      Fixture.withTemporaryFolder { target in
        Fixture.write(Array("{ }".utf8), to: "\(target)/flake.nix")
        let refused = Program.run("generate", "--root", folder, "--output", target)
        #expect(refused.status == 4)
        #expect(refused.error.contains("[foreign-file]"))
        #expect(Fixture.files(below: target) == ["flake.nix"])
        let forced = Program.run("generate", "--root", folder, "--output", target, "--force")
        #expect(forced.status == 0, "\(forced.error)")
      }
    }
  }

  @Test func `answers in the tree count, and stay as the user spelt them`() {
    let machine = "\(Golden.root)/Machines/vm-vmware/machine.tree"
    PackedTree.withUnpacked(machine) { folder in
      Fixture.withTemporaryFolder(in: Fixture.memory) { scratch in
        let target = "\(scratch)/flake"
        let arguments = ["generate", "--root", folder, "--output", target]
        #expect(Program.run(arguments: arguments + ["--set", "host.name=one"]).status == 0)
        let edited = "# mine\n{ host.name = \"two\"; }\n"
        Fixture.write(Array(edited.utf8), to: "\(target)/answers.nix")
        let again = Program.run(arguments: arguments)
        #expect(again.status == 0, "\(again.error)")
        #expect(Fixture.text(at: "\(target)/answers.nix") == edited)
        #expect(Fixture.files(below: target).contains("hosts/two/default.nix"))
      }
    }
  }

  /// Killed at any time, the folder has all of the old files or all of the new ones.
  @Test func `an interrupted run leaves the old tree or the new one`() throws {
    let machine = "\(Golden.root)/Machines/vm-vmware/machine.tree"
    try PackedTree.withUnpacked(machine) { folder in
      try Fixture.withTemporaryFolder { scratch in
        let target = "\(scratch)/flake"
        let arguments = ["generate", "--root", folder, "--output", target]
        #expect(Program.run(arguments: arguments + ["--set", "host.name=one"]).status == 0)
        let before = contents(target)
        for round in 1...6 {
          // timeout(1) sends SIGKILL after the time; later rounds may run to their end.
          _ = Program.run(
            executable: "/usr/bin/timeout",
            arguments: ["-s", "KILL", "\(Double(round) * 0.25)", Program.path] + arguments
              + ["--set", "host.name=two", "--force"])
          let after = contents(target)
          let isNew = after["hosts/two/hardware.nix"] != nil && after["flake.nix"] != nil
          #expect(after == before || isNew)
        }
        let last = Program.run(arguments: arguments + ["--set", "host.name=two", "--force"])
        #expect(last.status == 0, "\(last.error)")
        #expect(Fixture.names(in: scratch) == ["flake"])
        _ = try #require(contents(target)["hosts/two/hardware.nix"])
      }
    }
  }

  private func contents(_ folder: String) -> [String: [UInt8]] {
    let pairs = Fixture.files(below: folder).map {
      ($0, Fixture.bytes(at: "\(folder)/\($0)") ?? [])
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }
}
