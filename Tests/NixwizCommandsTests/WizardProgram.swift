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
}
