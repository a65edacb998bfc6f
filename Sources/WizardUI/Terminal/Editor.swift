package import SourceText

/// The editor of the user, as the environment names it.
package struct Editor: Sendable {
  /// A command for sh(1), such as `vim` or `emacsclient -a ''`.
  let command: String

  /// Nil when none is named. An editor that needs more than a dumb terminal is named by VISUAL.
  package init?(isDumb: Bool, _ variable: (String) -> String?) {
    let names = isDumb ? ["EDITOR"] : ["VISUAL", "EDITOR"]
    let commands = names.compactMap(variable)
    guard let command = commands.first(where: { !$0.trimmed.isEmpty }) else { return nil }
    self.command = command
  }

  /// Gives a file to the editor and waits for it; what went wrong, if something did.
  package func edit(_ path: String) -> Diagnostic? {
    switch TerminalGuest.run(words(for: path)) {
    case 0: return nil
    case 126, 127, -1:
      return .error(
        "editor-missing", "there is no editor \(command)", fix: "name another one in EDITOR")
    case let status where status > 128:
      return .error(
        "editor-failed", "\(command) was ended by signal \(status - 128)",
        fix: "edit again, or choose a text")
    case let status:
      return .error(
        "editor-failed", "\(command) ended with status \(status)",
        fix: "edit again, or choose a text")
    }
  }

  /// The command may have arguments and quotes, as for git(1), so a shell reads it. The path is a
  /// word of its own and never read as shell.
  func words(for path: String) -> [String] {
    ["/bin/sh", "-c", #"eval "$0 \"\$1\"""#, command, path]
  }

  /// What to say where an editor is wanted and none is named.
  package static let missing = Diagnostic.error(
    "no-editor", "EDITOR is not set", fix: "start nixwiz with EDITOR=nano, or the one you like")
}
