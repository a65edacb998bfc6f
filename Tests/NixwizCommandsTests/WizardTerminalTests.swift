import Glibc
import TestSupport
import Testing

/// The built wizard and its terminal: kinds of terminals, sizes, signals, shells, bytes.
@Suite(.serialized) struct WizardTerminalTests {
  @Test(arguments: [
    ("xterm-256color", "C.UTF-8", "►"), ("linux", "C.UTF-8", "►"), ("vt100", "C", ">"),
    ("screen", "C.UTF-8", "►"), ("xterm-kitty", "C.UTF-8", "►"),
  ])
  func `terminals show the first screen`(_ term: String, _ locale: String, _ cursor: String) throws
  {
    try Fixture.withTemporaryFolder { folder in
      let terminal = try WizardProgram.start(
        in: folder, environment: ["TERM": term, "LC_ALL": locale])
      #expect(terminal.wait(for: "\(cursor) Machine"), "\(terminal.screen.text)")
      #expect(terminal.screen.unknown == [])
      terminal.type("q")
      #expect(terminal.end() == 1)
    }
  }

  @Test func `a dumb terminal is asked on lines`() throws {
    try Fixture.withTemporaryFolder { folder in
      let terminal = try WizardProgram.start(in: folder, environment: ["TERM": "dumb"])
      #expect(terminal.wait(for: "Which? [1]"))
      #expect(!terminal.output.contains(0x1b))
      terminal.type("/quit\n")
      #expect(terminal.end() == 1)
    }
  }

  @Test func `the screen follows the size of the terminal`() throws {
    try Fixture.withTemporaryFolder { folder in
      let terminal = try WizardProgram.start(in: folder)
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
      var terminal = try WizardProgram.start(in: folder)
      #expect(terminal.wait(until: WizardProgram.isChecked))
      terminal.type("/host.name\r\r\u{15}ampere\r")
      #expect(terminal.wait(for: "nixwiz  ampere"))
      terminal.signal(signal)
      #expect(terminal.end() == 1)
      #expect(terminal.screen.modes.isDisjoint(with: [1049, 2004]))
      let drafts = Fixture.files(below: folder).filter { $0.hasSuffix("draft.nix") }
      #expect(drafts.count == 1)
      terminal = try WizardProgram.start(in: folder)
      #expect(terminal.wait(for: "An earlier session did not end"))
      terminal.type("\r")
      #expect(terminal.wait(for: "nixwiz  ampere"))
    }
  }

  /// The machine is still being looked at, and nothing was checked yet.
  @Test(arguments: ["xterm-256color", "vt100"])
  func `what is typed at once is not lost`(_ term: String) throws {
    try Fixture.withTemporaryFolder { folder in
      let terminal = try WizardProgram.start(in: folder, environment: ["TERM": term])
      #expect(terminal.wait(for: "nixwiz"))
      // In one go and without marks of a paste, which a slow terminal has not.
      terminal.type("/host.name")
      terminal.type("\r\r-qc\r")
      #expect(terminal.wait(for: "nixwiz  standard-pc-qc"), "\(terminal.screen.text)")
      terminal.signal(SIGTERM)
      #expect(terminal.end() == 1)
    }
  }

  /// Of a key that nobody knows nothing comes out, and it does not look like the end of the input.
  @Test func `keys without a meaning change nothing`() throws {
    try Fixture.withTemporaryFolder { folder in
      let terminal = try WizardProgram.start(in: folder)
      #expect(terminal.wait(until: WizardProgram.isChecked))
      terminal.settle()
      let before = terminal.screen.rows
      // An unknown key, a report of the cursor that nobody asked for, and half a paste.
      for bytes in ["\u{1b}[99;5z", "\u{1b}[30;100R", "\u{1b}[200~", "q\r", "\u{1b}[201~"] {
        terminal.type(bytes)
        terminal.settle()
      }
      #expect(terminal.screen.rows.dropLast(2) == before.dropLast(2), "\(terminal.screen.text)")
      terminal.type("q")
      #expect(terminal.end() == 1)
    }
  }

  /// Ctrl-\ is the way out when the program hangs.
  @Test func `Ctrl-Backslash ends the program at once and leaves the terminal in order`() throws {
    try Fixture.withTemporaryFolder { folder in
      let terminal = try WizardProgram.start(in: folder)
      #expect(terminal.wait(for: "Machine "))
      terminal.type("\u{1c}")
      #expect(terminal.end() == 128 + SIGQUIT)
      #expect(terminal.screen.modes.isDisjoint(with: [1049, 2004, 1000]))
      #expect(terminal.echoes)
    }
  }

  @Test(arguments: [SIGSEGV, SIGABRT])
  func `a crash leaves the terminal in order`(_ signal: Int32) throws {
    try Fixture.withTemporaryFolder { folder in
      let terminal = try WizardProgram.start(in: folder)
      #expect(terminal.wait(for: "Machine "))
      #expect(!terminal.echoes)
      terminal.signal(signal)
      #expect(terminal.end() == 128 + signal)
      #expect(terminal.screen.modes.isDisjoint(with: [1049, 2004, 1000]))
      #expect(terminal.echoes)
      #expect(terminal.screen.text.contains("a mistake in the program ended it"))
    }
  }

  /// In a shell with jobs, as people have it.
  @Test func `Ctrl-Z gives the shell its terminal back, and fg the screen`() throws {
    try Fixture.withTemporaryFolder { folder in
      let environment = WizardProgram.environment(["PS1": "prompt> "], home: folder)
      let terminal = try #require(
        PseudoTerminal(
          "/bin/bash", ["--norc", "--noprofile", "-i"], environment: environment))
      #expect(terminal.wait(for: "prompt>"))
      terminal.type(
        "\(Program.path) --root \(WizardProgram.machine) --output \(folder)/out --dry-run\r")
      #expect(terminal.wait(until: WizardProgram.isChecked), "\(terminal.screen.text)")
      // The line that says so comes before those of the steps.
      terminal.settle()
      let before = terminal.screen.rows
      for _ in 0..<2 {
        WizardProgram.stop(on: terminal)
        // That pastes are marked is also a wish of the shell's.
        #expect(terminal.screen.modes.isDisjoint(with: [1049, 1000]))
        // The shell edits its lines itself; a program of its own has the terminal as it was.
        terminal.type("stty -a; echo done-$?\r")
        #expect(terminal.wait(for: "done-0"))
        #expect(terminal.screen.text.contains(" icanon"))
        #expect(terminal.screen.text.contains(" echo "))
        terminal.type("clear; fg\r")
        #expect(terminal.wait { $0.rows == before }, "\(terminal.screen.text)")
        #expect(!terminal.echoes)
      }
      terminal.type("q")
      #expect(terminal.wait(for: "Nothing was written"))
      terminal.type("exit\r")
      _ = terminal.end()
    }
  }

  @Test func `a shell has the terminal until it ends`() throws {
    try Fixture.withTemporaryFolder { folder in
      let terminal = try WizardProgram.start(
        in: folder, environment: ["SHELL": "/bin/sh", "PS1": "shell> "])
      #expect(terminal.wait(until: WizardProgram.isChecked))
      terminal.settle()
      let before = terminal.screen.rows
      terminal.type("!")
      #expect(terminal.wait(for: "nixwiz waits"))
      terminal.type("stty -a; echo done-$?\n")
      #expect(terminal.wait(for: "done-0"), "\(terminal.screen.text)")
      #expect(terminal.screen.text.contains(" icanon"))
      // What interrupts a program in the shell does not interrupt us.
      terminal.type("echo before; sleep 60\n")
      // The prompt may come after what is typed, and then stands before the output.
      #expect(terminal.wait { $0.rows.contains("before") || $0.rows.contains("shell> before") })
      terminal.type("\u{03}")
      #expect(terminal.wait(for: "^C"))
      terminal.settle()
      terminal.type("echo back-$?\n")
      #expect(
        terminal.wait { $0.rows.contains("back-130") || $0.rows.contains("shell> back-130") },
        "\(terminal.screen.text)")
      terminal.type("exit\n")
      #expect(terminal.wait { $0.rows == before }, "\(terminal.screen.text)")
      terminal.type("q")
      #expect(terminal.end() == 1)
    }
  }

  /// A serial line of which the kernel knows no size: the terminal is asked, and taken for 80x24 when
  /// it does not say.
  @Test(arguments: [true, false])
  func `a size that nobody knows is asked of the terminal`(_ answers: Bool) throws {
    try Fixture.withTemporaryFolder { folder in
      let terminal = try #require(
        PseudoTerminal(
          Program.path, ["--root", WizardProgram.machine, "--output", "\(folder)/out"],
          environment: WizardProgram.environment([:], home: folder), width: 100, height: 30,
          tellsSize: false))
      #expect(terminal.wait { _ in terminal.wrote("\u{1b}[6n") })
      if answers { terminal.type("\u{1b}[30;100R") }
      #expect(terminal.wait(for: "What follows"))
      // The last row names the keys.
      let last = answers ? 29 : 23
      #expect(terminal.wait { $0.rows[last].contains("Enter details") }, "\(terminal.screen.text)")
      terminal.type("q")
      #expect(terminal.end() == 1)
    }
  }

  /// The answer comes in between, or not at all.
  @Test(arguments: [true, false])
  func `what is typed while a terminal is asked for its size is not lost`(_ answers: Bool) throws {
    try Fixture.withTemporaryFolder { folder in
      let terminal = try #require(
        PseudoTerminal(
          Program.path, ["--root", WizardProgram.machine, "--output", "\(folder)/out"],
          environment: WizardProgram.environment([:], home: folder), width: 100, height: 30,
          tellsSize: false))
      #expect(terminal.wait { _ in terminal.wrote("\u{1b}[6n") })
      terminal.type("/host.name\r\r-q")
      if answers { terminal.type("\u{1b}[30;100R") }
      terminal.type("c\r")
      #expect(terminal.wait(for: "nixwiz  standard-pc-qc"), "\(terminal.screen.text)")
      let last = answers ? 29 : 23
      #expect(terminal.wait { $0.rows[last].contains("Enter") }, "\(terminal.screen.text)")
      terminal.signal(SIGTERM)
      #expect(terminal.end() == 1)
    }
  }

  /// As on a line of 1200 baud, where the rest of the answer is on its way for 80 ms.
  @Test func `the answer about the size may come in pieces, and late`() throws {
    try Fixture.withTemporaryFolder { folder in
      let terminal = try #require(
        PseudoTerminal(
          Program.path, ["--root", WizardProgram.machine, "--output", "\(folder)/out"],
          environment: WizardProgram.environment([:], home: folder), width: 100, height: 30,
          tellsSize: false))
      #expect(terminal.wait { $0.rows[23].contains("Enter details") })
      for byte in "\u{1b}[30;100R" {
        terminal.type(String(byte))
        usleep(8_000)
      }
      #expect(terminal.wait { $0.rows[29].contains("Enter details") }, "\(terminal.screen.text)")
      // Whoever asks for a new screen may sit at another terminal now.
      terminal.type("\u{0c}")
      terminal.settle()
      terminal.type("\u{1b}[28;90R")
      #expect(terminal.wait { $0.rows[27].contains("Enter details") }, "\(terminal.screen.text)")
      terminal.type("q")
      #expect(terminal.end() == 1)
    }
  }

  /// What a slow line carries: the labels of two lines, the sentence about the new one, and little
  /// more. The most that is asked for is 150 bytes.
  @Test func `a move of the focus sends few bytes`() throws {
    try Fixture.withTemporaryFolder { folder in
      let terminal = try WizardProgram.start(in: folder)
      #expect(terminal.wait(until: WizardProgram.isChecked))
      var counts: [Int] = []
      for _ in 0..<12 {
        terminal.type("\u{1b}[6~")
        terminal.settle()
        for _ in 0..<6 {
          let before = terminal.output.count
          let rows = terminal.screen.rows
          terminal.type("\u{1b}OB")
          terminal.settle()
          // At the end of a page the next one comes, which is no move within one.
          let changed = zip(rows, terminal.screen.rows).count { $0 != $1 }
          if (1...3).contains(changed) { counts.append(terminal.output.count - before) }
        }
      }
      #expect(counts.count > 20)
      #expect(counts.allSatisfy { $0 <= 150 }, "\(counts)")
      #expect(counts.sorted()[counts.count / 2] <= 125, "\(counts)")
    }
  }
}
