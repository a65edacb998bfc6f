import Glibc
import TestSupport
import Testing

/// Conflicts that are decided in an editor: scripts in its place, on a terminal of the wizard's.
@Suite(.serialized) struct WizardEditorTests {
  /// Puts a script where an editor with a blank in its path would be; gives the command.
  private func makeEditor(_ script: String, in folder: String) -> String {
    let path = "\(folder)/an editor"
    Fixture.write(Array("#!/bin/sh\n\(script)\n".utf8), to: path)
    chmod(path, 0o755)
    return "'\(path)' --wait"
  }

  /// A wizard at the conflict of an edited time zone, with a folder of its own for temporary files.
  private func start(
    in folder: String, editor: String?, variable: String = "EDITOR"
  ) throws -> PseudoTerminal {
    mkdir("\(folder)/tmp", 0o700)
    var environment = ["TMPDIR": "\(folder)/tmp"]
    environment[variable] = editor
    return try WizardProgram.start(in: folder, environment: environment)
  }

  private func write(_ terminal: PseudoTerminal) {
    #expect(terminal.wait(for: "Every conflict is decided."), "\(terminal.screen.text)")
    #expect(terminal.wait { !$0.text.contains("blocked") })
    terminal.type("ww")
    #expect(terminal.end() == 0, "\(terminal.screen.text)")
  }

  @Test(arguments: ["EDITOR", "VISUAL"])
  func `what the editor leaves is written`(_ variable: String) throws {
    try Fixture.withTemporaryFolder { folder in
      let file = try WizardProgram.makeEdited(in: folder)
      // It sees a terminal in order and a file that nobody else may read, and leaves a backup.
      let editor = makeEditor(
        """
        [ "$1" = --wait ] || exit 9
        stty -a >"$HOME/stty"
        stat -c '%a %n' "$2" "${2%/*}" >"$HOME/modes"
        cp "$2" "$HOME/given"
        cp "$2" "$2~"
        echo editor-is-here
        printf '  time.timeZone = "Europe/Rome";\\n  # by hand' >"$2.new"
        mv "$2.new" "$2"
        """, in: folder)
      let terminal = try start(in: folder, editor: editor, variable: variable)
      WizardProgram.openConflict(on: terminal)
      terminal.type("e")
      write(terminal)
      #expect(terminal.wrote("editor-is-here"))
      let text = try #require(Fixture.text(at: file))
      #expect(text.contains("\n  time.timeZone = \"Europe/Rome\";\n  # by hand\n"))
      let given = Fixture.text(at: "\(folder)/given")
      #expect(
        given == """
          <<<<<<< yours
            time.timeZone = "Europe/Paris";
          ||||||| generated before
            time.timeZone = "UTC";
          =======
            time.timeZone = "Europe/Berlin";
          >>>>>>> generated now

          """)
      let settings = (Fixture.text(at: "\(folder)/stty") ?? "").split { " \n".contains($0) }
      for setting in ["icanon", "echo", "isig"] { #expect(settings.contains { $0 == setting }) }
      let modes = (Fixture.text(at: "\(folder)/modes") ?? "").split(separator: "\n")
      #expect(modes.count == 2)
      #expect(modes.first?.hasPrefix("600 \(folder)/tmp/nixwiz-") == true)
      #expect(modes.first?.hasSuffix("/locale.nix") == true)
      #expect(modes.last?.hasPrefix("700 ") == true)
      #expect(Fixture.names(in: "\(folder)/tmp") == [], "nothing is left behind")
    }
  }

  /// The words that the screen has room for behind the path of the editor.
  @Test(
    arguments: [
      (nil, "EDITOR is not set: start nixwiz with EDITOR=nano"),
      ("exit 3", "ended with status 3"),
      ("printf nothing >\"$2\"; kill -TERM $$", "was ended by signal 15"),
      ("rm \"$2\"", "the editor left no text"),
      ("rm \"$2\"; ln -s /etc/passwd \"$2\"", "the editor left no text"),
      ("head -c 1100000 /dev/zero >\"$2\"", "the text has more than 1 MiB"),
      ("printf '\\377\\n' >\"$2\"", "the text is not UTF-8"),
      ("exit 0", "4 markers are left"),
    ] as [(String?, String)])
  func `an editor that fails changes nothing`(_ script: String?, _ words: String) throws {
    try Fixture.withTemporaryFolder { folder in
      let file = try WizardProgram.makeEdited(in: folder)
      let before = Fixture.bytes(at: file)
      let editor = script.map { makeEditor($0, in: folder) }
      let terminal = try start(in: folder, editor: editor)
      WizardProgram.openConflict(on: terminal)
      terminal.type("e")
      #expect(terminal.wait(for: words), "\(terminal.screen.text)")
      #expect(terminal.wait(for: "1 to decide"))
      #expect(terminal.screen.modes.contains(1049))
      #expect(!terminal.echoes)
      #expect(Fixture.bytes(at: file) == before)
      #expect(Fixture.names(in: "\(folder)/tmp") == [])
      terminal.signal(SIGTERM)
      #expect(terminal.end() == 1)
    }
  }

  @Test func `a name that is no program is no editor`() throws {
    try Fixture.withTemporaryFolder { folder in
      _ = try WizardProgram.makeEdited(in: folder)
      let terminal = try start(in: folder, editor: "no-such-editor -x")
      WizardProgram.openConflict(on: terminal)
      terminal.type("e")
      #expect(terminal.wait(for: "there is no editor no-such-editor -x"), "\(terminal.screen.text)")
      terminal.signal(SIGTERM)
      #expect(terminal.end() == 1)
    }
  }

  /// A text with markers waits, and the editor gets it again.
  @Test func `an edit goes on where it was left`() throws {
    try Fixture.withTemporaryFolder { folder in
      let file = try WizardProgram.makeEdited(in: folder)
      let editor = makeEditor(
        """
        if grep -q mended "$2"; then sed -i '/^[<|=>]/d; /UTC/d; /Berlin/d' "$2"
        else echo '  # mended' >>"$2"; fi
        """, in: folder)
      let terminal = try start(in: folder, editor: editor)
      WizardProgram.openConflict(on: terminal)
      terminal.type("e")
      #expect(terminal.wait(for: "4 markers are left"), "\(terminal.screen.text)")
      terminal.type("jj\u{1b}")
      terminal.settle()
      terminal.type("\r")
      #expect(terminal.wait(for: "Conflict 1 of 1"))
      terminal.type("j\r")
      write(terminal)
      let text = try #require(Fixture.text(at: file))
      #expect(text.contains("\n  time.timeZone = \"Europe/Paris\";\n  # mended\n"))
    }
  }

  /// A text that is no Nix is found by the check, and can be mended.
  @Test func `what the editor leaves is checked`() throws {
    try Fixture.withTemporaryFolder { folder in
      _ = try WizardProgram.makeEdited(in: folder)
      let editor = makeEditor(#"echo '  time.timeZone = ;' >"$2""#, in: folder)
      let terminal = try start(in: folder, editor: editor)
      WizardProgram.openConflict(on: terminal)
      terminal.type("e")
      #expect(terminal.wait(for: "Every conflict is decided."))
      #expect(terminal.wait { $0.text.contains("1 error") }, "\(terminal.screen.text)")
      terminal.type("w")
      #expect(terminal.wait(for: "This cannot be written"), "\(terminal.screen.text)")
      terminal.signal(SIGTERM)
      #expect(terminal.end() == 1)
    }
  }

  /// In a shell with jobs, as people have it.
  @Test func `Ctrl-Z in the editor stops the wizard too, and fg goes on with both`() throws {
    try Fixture.withTemporaryFolder { folder in
      let file = try WizardProgram.makeEdited(in: folder)
      let editor = makeEditor(
        #"echo editor-waits; read -r zone; echo "  time.timeZone = \"$zone\";" >"$2""#, in: folder)
      let environment = WizardProgram.environment(
        ["PS1": "prompt> ", "EDITOR": editor], home: folder)
      let terminal = try #require(
        PseudoTerminal("/bin/bash", ["--norc", "--noprofile", "-i"], environment: environment))
      #expect(terminal.wait(for: "prompt>"))
      terminal.type("\(Program.path) --root \(WizardProgram.machine) --output \(folder)/out\r")
      WizardProgram.openConflict(on: terminal)
      terminal.type("e")
      #expect(terminal.wait(for: "editor-waits"))
      for _ in 0..<2 {
        WizardProgram.stop(on: terminal)
        terminal.type("clear; echo here-$?; fg\r")
        #expect(terminal.wait { $0.rows.contains("here-0") }, "\(terminal.screen.text)")
        terminal.settle()
      }
      terminal.type("Europe/Rome\r")
      #expect(terminal.wait(for: "Every conflict is decided."), "\(terminal.screen.text)")
      #expect(terminal.wait { !$0.text.contains("blocked") })
      terminal.type("ww")
      #expect(terminal.wait(for: "Written: "), "\(terminal.screen.text)")
      #expect(Fixture.text(at: file)?.contains("Europe/Rome") == true)
      terminal.type("exit\r")
      _ = terminal.end()
    }
  }

  @Test func `on lines too a conflict is decided in an editor`() throws {
    try Fixture.withTemporaryFolder { folder in
      let file = try WizardProgram.makeEdited(in: folder)
      let editor = makeEditor(#"echo '  time.timeZone = "Europe/Rome";' >"$2""#, in: folder)
      mkdir("\(folder)/tmp", 0o700)
      let terminal = try WizardProgram.start(
        in: folder, ["--set", "time.timeZone=Europe/Berlin"],
        environment: [
          "TERM": "dumb", "VISUAL": "/no/such/editor", "EDITOR": editor, "TMPDIR": "\(folder)/tmp",
        ])
      for (prompt, reply) in [
        ("Which? [1]", "3"), ("Review?", "c"), ("Which? [2]", "3"), ("0 of 1 open", "w"),
      ] {
        #expect(terminal.wait(for: prompt), "\(terminal.screen.text)")
        terminal.type("\(reply)\n")
      }
      #expect(terminal.end() == 0, "\(terminal.screen.text)")
      #expect(Fixture.text(at: file)?.contains("Europe/Rome") == true)
      #expect(Fixture.names(in: "\(folder)/tmp") == [])
    }
  }
}
