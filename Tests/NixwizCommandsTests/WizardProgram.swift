import TestSupport
import Testing

/// The built wizard on a terminal of its own, for a recorded machine.
enum WizardProgram {
  static let machine = machine("vm-qemu-virtio-gpu")

  static func machine(_ name: String) -> String {
    PackedTree.shared("\(Golden.root)/Machines/\(name)/machine.tree")
  }

  static func environment(_ more: [String: String], home: String) -> [String: String] {
    ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "HOME": home, "PATH": "/usr/bin:/bin"]
      .merging(more) { _, given in given }
  }

  static func start(
    in folder: String, _ arguments: [String] = [], machine: String = machine,
    environment: [String: String] = [:], width: Int = 80, height: Int = 24
  ) throws -> PseudoTerminal {
    try #require(
      PseudoTerminal(
        Program.path, ["--root", machine, "--output", "\(folder)/out"] + arguments,
        environment: Self.environment(environment, home: folder), width: width, height: height))
  }

  /// Whether the machine was looked at, and the first check has been there.
  static func isChecked(_ screen: TerminalModel) -> Bool {
    screen.text.contains("What follows") && !screen.text.contains("checking")
  }

  /// A tree in `out` whose time zone was edited by hand; gives the path of the file.
  static func makeEdited(in folder: String) throws -> String {
    let made = Program.run("generate", "--root", machine, "--output", "\(folder)/out")
    #expect(made.status == 0)
    let file = "\(folder)/out/modules/locale.nix"
    let text = try #require(Fixture.text(at: file))
    let edited = text.split(separator: "\"UTC\"", omittingEmptySubsequences: false)
    #expect(edited.count == 2)
    Fixture.write(Array(edited.joined(separator: "\"Europe/Paris\"").utf8), to: file)
    return file
  }

  /// Answers otherwise than the edit of `makeEdited`, and opens the conflict.
  static func openConflict(on terminal: PseudoTerminal) {
    #expect(terminal.wait(until: isChecked))
    terminal.type("/time.timeZone\r\rberlin\rr")
    #expect(terminal.wait(for: "1 blocked"), "\(terminal.screen.text)")
    terminal.type("c\r\r")
    #expect(terminal.wait(for: "Conflict 1 of 1"), "\(terminal.screen.text)")
  }

  /// Stops what runs in the foreground of a shell whose prompt is `prompt>`, and waits until it reads lines:
  /// what comes before is lost while it changes the terminal's mode.
  static func stop(on terminal: PseudoTerminal) {
    terminal.type("\u{1a}")
    #expect(
      terminal.wait { $0.text.contains("Stopped") && $0.rows[$0.row].hasPrefix("prompt>") },
      "\(terminal.screen.text)")
  }
}
