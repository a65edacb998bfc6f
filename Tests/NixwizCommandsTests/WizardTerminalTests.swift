import Glibc
import TestSupport
import Testing

/// The built wizard on a real terminal.
@Suite(.serialized) struct WizardTerminalTests {
  private static let machine = PackedTree.shared(
    "\(Golden.root)/Machines/vm-qemu-virtio-gpu/machine.tree")

  private static func environment(_ more: [String: String], home: String) -> [String: String] {
    ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "HOME": home, "PATH": "/usr/bin:/bin"]
      .merging(more) { _, given in given }
  }

  private func start(
    in folder: String, _ arguments: [String] = [], environment: [String: String] = [:],
    width: Int = 80, height: Int = 24
  ) throws -> PseudoTerminal {
    try #require(
      PseudoTerminal(
        Program.path, ["--root", Self.machine, "--output", "\(folder)/out"] + arguments,
        environment: Self.environment(environment, home: folder), width: width, height: height))
  }

  private static func isChecked(_ screen: TerminalModel) -> Bool {
    screen.text.contains("What follows") && !screen.text.contains("checking")
  }

  @Test
  func `a host is named, given a user, reviewed and written, and the tree is that of generate`()
    throws
  {
    try Fixture.withTemporaryFolder { folder in
      let terminal = try start(in: folder)
      #expect(terminal.wait(until: Self.isChecked), "\(terminal.screen.text)")
      terminal.type("/host.name\r")
      #expect(terminal.wait(for: "The name of this machine"))
      terminal.type("\r\u{15}carbon\r")
      #expect(terminal.wait(for: "Description"))
      terminal.type("/users\r\rada\r\r\rcorrect horse 1\rcorrect horse 1\r")
      #expect(terminal.wait(for: "Hashed password file"), "\(terminal.screen.text)")
      #expect(terminal.wait { $0.rows.contains { $0.contains("Password ") && $0.contains("set") } })
      terminal.type("G\r")
      #expect(terminal.wait(for: "Add to the users"))
      terminal.type("G\r")
      #expect(terminal.wait { $0.rows.contains { $0.contains("Users") && $0.contains("ada") } })
      #expect(terminal.screen.unknown == [])
      terminal.type("r")
      #expect(
        terminal.wait { $0.text.contains("modules/users.nix") && !$0.text.contains("checking") })
      terminal.type("w")
      #expect(terminal.wait(for: "Write 1"), "\(terminal.screen.text)")
      terminal.type("w")
      #expect(terminal.end() == 0)
      #expect(terminal.screen.text.contains("Written: "))
      // The terminal is as it was: no alternate screen, no marked pastes, lines and echo.
      #expect(terminal.screen.modes.isDisjoint(with: [1049, 2004, 1000, 1006]))

      // The password is in no file, and was on no screen.
      #expect(!String(decoding: terminal.output, as: UTF8.self).contains("correct"))
      let paths = Fixture.files(below: folder)
      #expect(paths.contains("out/flake.nix"))
      for path in paths {
        let text = Fixture.text(at: "\(folder)/\(path)") ?? ""
        #expect(!text.contains("correct horse"), "\(path)")
      }
      #expect(!paths.contains { $0.hasSuffix("draft.nix") }, "the draft is gone")

      let again = Program.run(
        "generate", "--root", Self.machine, "--answers", "\(folder)/out/answers.nix",
        "--output", "\(folder)/again")
      #expect(again.status == 0)
      for path in paths where path.hasPrefix("out/") {
        let other = "\(folder)/again/\(path.dropFirst(4))"
        #expect(Fixture.bytes(at: "\(folder)/\(path)") == Fixture.bytes(at: other), "\(path)")
      }
    }
  }

  @Test(arguments: [
    ("xterm-256color", "C.UTF-8", "►"), ("linux", "C.UTF-8", "►"), ("vt100", "C", ">"),
    ("screen", "C.UTF-8", "►"), ("xterm-kitty", "C.UTF-8", "►"),
  ])
  func `terminals show the first screen`(_ term: String, _ locale: String, _ cursor: String) throws
  {
    try Fixture.withTemporaryFolder { folder in
      let terminal = try start(in: folder, environment: ["TERM": term, "LC_ALL": locale])
      #expect(terminal.wait(for: "\(cursor) Machine"), "\(terminal.screen.text)")
      #expect(terminal.screen.unknown == [])
      terminal.type("q")
      #expect(terminal.end() == 1)
    }
  }

  @Test func `a dumb terminal is asked on lines`() throws {
    try Fixture.withTemporaryFolder { folder in
      let terminal = try start(in: folder, environment: ["TERM": "dumb"])
      #expect(terminal.wait(for: "Which? [1]"))
      #expect(!terminal.output.contains(0x1b))
      terminal.type("/quit\n")
      #expect(terminal.end() == 1)
    }
  }

  @Test func `the screen follows the size of the terminal`() throws {
    try Fixture.withTemporaryFolder { folder in
      let terminal = try start(in: folder)
      #expect(terminal.wait(for: "Machine "))
      terminal.resize(width: 60, height: 20)
      #expect(terminal.wait(for: "Hardware  1/"))
      terminal.resize(width: 30, height: 8)
      #expect(terminal.wait(for: "too small"))
      terminal.resize(width: 120, height: 40)
      #expect(terminal.wait(for: "Machine "))
      terminal.type("q")
      #expect(terminal.end() == 1)
    }
  }

  @Test(arguments: [SIGTERM, SIGHUP])
  func `a session that is ended from outside goes on with the next start`(_ signal: Int32) throws {
    try Fixture.withTemporaryFolder { folder in
      var terminal = try start(in: folder)
      #expect(terminal.wait(for: "Machine "))
      terminal.type("/host.name\r\r\u{15}ampere\r")
      #expect(terminal.wait(for: "nixwiz  ampere"))
      terminal.signal(signal)
      #expect(terminal.end() == 1)
      #expect(terminal.screen.modes.isDisjoint(with: [1049, 2004]))
      let drafts = Fixture.files(below: folder).filter { $0.hasSuffix("draft.nix") }
      #expect(drafts.count == 1)
      terminal = try start(in: folder)
      #expect(terminal.wait(for: "An earlier session did not end"))
      terminal.type("\r")
      #expect(terminal.wait(for: "nixwiz  ampere"))
    }
  }

  @Test(arguments: [SIGSEGV, SIGABRT])
  func `a crash leaves the terminal in order`(_ signal: Int32) throws {
    try Fixture.withTemporaryFolder { folder in
      let terminal = try start(in: folder)
      #expect(terminal.wait(for: "Machine "))
      #expect(!terminal.echoes)
      terminal.signal(signal)
      #expect(terminal.end() == 128 + signal)
      #expect(terminal.screen.modes.isDisjoint(with: [1049, 2004, 1000]))
      #expect(terminal.echoes)
      #expect(terminal.screen.text.contains("a mistake in the program ended it"))
    }
  }
}
