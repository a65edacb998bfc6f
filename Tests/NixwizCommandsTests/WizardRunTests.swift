import Glibc
import TestSupport
import Testing

/// Whole sessions of the built wizard, from the first screen to the written tree.
@Suite(.serialized) struct WizardRunTests {
  @Test
  func `a host is named, given a user, reviewed and written, and the tree is that of generate`()
    throws
  {
    try Fixture.withTemporaryFolder { folder in
      let terminal = try WizardProgram.start(in: folder)
      #expect(terminal.wait(until: WizardProgram.isChecked), "\(terminal.screen.text)")
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
        "generate", "--root", WizardProgram.machine, "--answers", "\(folder)/out/answers.nix",
        "--output", "\(folder)/again")
      #expect(again.status == 0)
      for path in paths where path.hasPrefix("out/") {
        let other = "\(folder)/again/\(path.dropFirst(4))"
        #expect(Fixture.bytes(at: "\(folder)/\(path)") == Fixture.bytes(at: other), "\(path)")
      }
    }
  }

  /// The keys of a person who takes every default, and of one who adds an account for themselves; the
  /// letters of the password are not counted.
  @Test func `few keys lead from the first screen to a written tree`() throws {
    let account = [
      "n", "\r", "a", "d", "a", "\r", "\r", "\r", nil, "\r", nil, "\r", "G", "\r", "G", "\r",
    ]
    for keys in [[], account] {
      try Fixture.withTemporaryFolder { folder in
        let terminal = try WizardProgram.start(in: folder)
        #expect(terminal.wait(until: WizardProgram.isChecked), "\(terminal.screen.text)")
        var count = 0
        func press(_ key: String) {
          terminal.type(key)
          count += 1
        }
        for key in keys { if let key { press(key) } else { terminal.type("correct horse 1") } }
        press("r")
        #expect(terminal.wait { $0.text.contains("modules/") && !$0.text.contains("checking") })
        press("w")
        #expect(terminal.wait(for: "Write 1"), "\(terminal.screen.text)")
        press("w")
        #expect(terminal.end() == 0, "\(terminal.screen.text)")
        #expect(count == (keys.isEmpty ? 3 : 17))
        let answers = Fixture.text(at: "\(folder)/out/answers.nix") ?? ""
        #expect(answers.contains("$y$") == !keys.isEmpty)
      }
    }
  }

  @Test(arguments: ["laptop-intel-rtx4060", "server-h100", "vm-qemu-virtio-gpu"])
  func `the screen and the conversation on lines write the same tree`(_ name: String) throws {
    try Fixture.withTemporaryFolder { folder in
      let machine = WizardProgram.machine(name)
      let screen = try WizardProgram.start(in: "\(folder)/screen", machine: machine)
      #expect(screen.wait(for: "Machine "))
      screen.type("/host.name\r\r\u{15}carbon\r/time.timeZone\r\rberlin\r/network.ssh\r r")
      #expect(screen.wait { $0.text.contains("modules/") && !$0.text.contains("checking") })
      screen.type("w")
      #expect(screen.wait(for: "Write 1"), "\(screen.screen.text)")
      screen.type("w")
      #expect(screen.end() == 0, "\(screen.screen.text)")

      let lines = try WizardProgram.start(
        in: "\(folder)/lines", ["--ui", "line"], machine: machine, environment: ["TERM": "dumb"])
      var answers = ["3"]
      let isServer = name != "laptop-intel-rtx4060"
      answers += ["host.name", "carbon", "time.timeZone", "berlin", ""]
      answers += ["network.ssh", isServer ? "no" : "yes", "w"]
      for answer in answers {
        // Lines are taken as they come; no prompt has to be waited for.
        lines.type("\(answer)\n")
      }
      #expect(lines.end() == 0, "\(lines.screen.text)")
      #expect(!lines.output.contains(0x1b))

      let paths = Fixture.files(below: "\(folder)/screen/out")
      #expect(paths.count > 8)
      #expect(paths == Fixture.files(below: "\(folder)/lines/out"))
      for path in paths {
        #expect(
          Fixture.bytes(at: "\(folder)/screen/out/\(path)")
            == Fixture.bytes(at: "\(folder)/lines/out/\(path)"), "\(path)")
      }
    }
  }

  @Test func `an edit in conflict with an answer is decided and written`() throws {
    try Fixture.withTemporaryFolder { folder in
      let file = try WizardProgram.makeEdited(in: folder)
      let terminal = try WizardProgram.start(in: folder)
      WizardProgram.openConflict(on: terminal)
      for word in ["UTC", "Europe/Paris", "Europe/Berlin"] {
        #expect(terminal.wait(for: word), "\(terminal.screen.text)")
      }
      terminal.type("k\r")
      #expect(terminal.wait(for: "Every conflict is decided."))
      #expect(terminal.wait { !$0.text.contains("blocked") })
      terminal.type("ww")
      #expect(terminal.end() == 0, "\(terminal.screen.text)")
      #expect(Fixture.text(at: file)?.contains("Europe/Paris") == true)
      #expect(Fixture.text(at: "\(folder)/out/answers.nix")?.contains("Europe/Berlin") == true)
    }
  }

  /// What an answer other than the default brought is mended by the default, which is offered once
  /// although it is also the other value of a yes or no.
  @Test func `a problem is mended by the default`() throws {
    try Fixture.withTemporaryFolder { folder in
      let terminal = try WizardProgram.start(in: folder)
      #expect(terminal.wait(until: WizardProgram.isChecked))
      terminal.type("/network.firewall\r ")
      #expect(terminal.wait(for: "there is no firewall"), "\(terminal.screen.text)")
      terminal.type("f")
      #expect(terminal.wait(for: "Firewall: no, then the default"), "\(terminal.screen.text)")
      #expect(!terminal.screen.text.contains("then yes"))
      terminal.type("1")
      #expect(
        terminal.wait { screen in
          screen.rows.contains {
            $0.contains("Firewall ") && $0.contains("yes") && $0.contains("default")
          }
        }, "\(terminal.screen.text)")
      #expect(terminal.wait { !$0.text.contains("there is no firewall") })
      terminal.type("q")
      #expect(terminal.end() == 1)
    }
  }

  // MARK: - Checks in full

  /// A nixpkgs whose systems take minutes.
  private static let endless = """
    { outputs = _: { lib.nixosSystem = _:
      let numbers = builtins.genList (x: x) 1000;
          sum = builtins.foldl' (total: x: total + x);
      in builtins.foldl' (total: _: sum total numbers) 0 (builtins.genList (x: x) 10000000); }; }
    """

  @Test func `a check in full is stopped by Esc, and by a new answer`() throws {
    try Fixture.withTemporaryFolder { folder in
      Fixture.write(Array(Self.endless.utf8), to: "\(folder)/nixpkgs/flake.nix")
      Fixture.write(Array("{ }".utf8), to: "\(folder)/nixpkgs/nixos/lib/eval-config.nix")
      let terminal = try WizardProgram.start(
        in: folder, ["--nixpkgs", "\(folder)/nixpkgs"], height: 40)
      #expect(terminal.wait(until: WizardProgram.isChecked))
      terminal.type("re")
      #expect(
        terminal.wait(for: "evaluating standard-pc (1 of 1) with nixpkgs"),
        "\(terminal.screen.text)")
      terminal.type("\u{1b}")
      #expect(terminal.wait(for: "The check was stopped."))
      // The worker is free again: what is asked of it comes.
      terminal.type("/host.name\r?")
      #expect(terminal.wait(for: "Written to"), "\(terminal.screen.text)")
      terminal.type("re")
      #expect(terminal.wait(for: "evaluating standard-pc"))
      terminal.type("/host.name\r\r\u{15}carbon\r")
      #expect(terminal.wait { $0.text.contains("nixwiz  carbon") })
      // Ten million sums later it would still not be done.
      #expect(terminal.wait { $0.text.contains("1 warning") && !$0.text.contains("checking") })
      terminal.signal(SIGTERM)
      #expect(terminal.end() == 1)
    }
  }
}
