/// Everything that a key can do.
package enum Action: String, CaseIterable, Sendable {
  case up, down, nextField, previousField, open, toggle, leave
  case nextStep, previousStep, first, last, nextPage, previousPage, steps
  case add, remove, reset, more, find
  case why, view, nextFile, scrollDown, scrollUp, problems, nextProblem
  case undo, redo, review, wholeFile, checkFully, write, saveAnswers
  case deleteWord, deleteLine, deleteToEnd, showSecret
  case fix, edit, shell, saveScreen
  case quit, redraw, suspend, mouse, keys
}

/// Where an action is understood. What is on the screen decides which of them holds.
package enum Scope: CaseIterable, Sendable {
  /// A form, with no field being typed in.
  case form
  /// The form of an entry of a list, such as a user.
  case record
  /// The list of steps.
  case steps
  /// A list of entries.
  case list
  /// A choice: what is typed filters it.
  case choice
  /// The same where several may be chosen.
  case choices
  /// A field that is being typed in.
  case text
  /// A password.
  case secret
  case review
  /// One file of the review, as wide as the screen.
  case file
  case problems
  /// A place where an edit of the user's excludes a change.
  case conflict
  /// A question of the program itself.
  case dialog
  /// The list of all keys.
  case keys

  /// Whether letters are text here and not commands.
  package var isTyping: Bool { self == .text || self == .secret || isFiltering }

  var isFiltering: Bool { self == .choice || self == .choices }
}

/// One row of the table of actions.
package struct ActionEntry: Sendable {
  package let action: Action
  /// The keys while letters are commands.
  package let keys: [Key]
  /// The keys while letters are text.
  package let typingKeys: [Key]
  /// A word or two for the last row of the screen; empty where the key explains itself.
  package let label: String
  /// A sentence for the help screen and the manual.
  package let help: String
  package let scopes: [Scope]

  init(
    _ action: Action, _ keys: [Key], typing: [Key] = [], _ label: String = "", _ help: String,
    in scopes: [Scope]
  ) {
    self.action = action
    self.keys = keys
    typingKeys = typing
    self.label = label
    self.help = help
    self.scopes = scopes
  }

  /// The keys that work in a scope.
  package func keys(in scope: Scope) -> [Key] {
    guard scopes.contains(scope) else { return [] }
    return scope.isTyping ? typingKeys : keys
  }
}

/// The one table of keys: it decodes them, labels them in the last row of every screen, and makes the
/// help screen and the list in nixwiz(1).
///
/// Letters come first, as function keys are lost on serial lines and in some terminals. Not bound on
/// purpose: Ctrl-S and Ctrl-Q (flow control), Ctrl-\ (ends the program even when it hangs), Ctrl-B and
/// Ctrl-A outside of fields (tmux, screen), Ctrl-] (telnet, `virsh console`), `~` (ssh).
package enum ActionTable {
  private static let moving: [Scope] = [
    .form, .steps, .review, .file,
  ]
  private static let everywhere = Scope.allCases
  private static let lists: [Scope] = [
    .list, .record, .choice, .choices, .review, .file, .problems, .conflict, .keys,
  ]

  package static let entries: [ActionEntry] = [
    ActionEntry(
      .open, [.enter, .right], typing: [.enter], "change",
      "Change what has the focus: type into a field, switch a yes or no, open a list. In a field or "
        + "list: accept.",
      in: everywhere.filter { $0 != .keys && $0 != .file }),
    ActionEntry(
      .toggle, [.character(" ")], typing: [.character(" ")], "toggle",
      "Switch a yes or no, go to the next of a few choices, tick an entry.",
      in: [.form, .record, .list, .choices, .conflict, .dialog]),
    ActionEntry(
      .leave, [.escape, .left], typing: [.escape], "back",
      "Leave without a change: a field gets its old text back, a list or panel closes. Never ends the "
        + "program.",
      in: everywhere),
    ActionEntry(
      .nextStep, [.pageDown, .character("]")], typing: [.pageDown], "next step",
      "Go to the next step. A text being typed is accepted first.",
      in: [.form, .steps, .text]),
    ActionEntry(
      .previousStep, [.pageUp, .character("[")], typing: [.pageUp], "", "Go to the step before.",
      in: [.form, .steps, .text]),
    ActionEntry(
      .add, [.character("a")], typing: [], "add", "Add an entry to a list.", in: [.list]),
    ActionEntry(
      .remove, [.character("d"), .delete], typing: [], "remove", "Remove the entry from a list.",
      in: [.list]),
    ActionEntry(
      .write, [.character("w")], "write", "Write the files, after one more question.",
      in: [.review, .file]),
    ActionEntry(
      .wholeFile, [.character("d")], "diff/file",
      "In the review: the changes of a file, or all of it.", in: [.review, .file]),
    ActionEntry(
      .checkFully, [.character("e")], "evaluate",
      "In the review: evaluate the whole system, where a nixpkgs was named.", in: [.review]),
    ActionEntry(
      .saveAnswers, [.character("o")], "save answers",
      "Save the answers alone, into a file that only you can read.", in: moving),
    ActionEntry(
      .more, [.character("m")], "more",
      "Show all questions of the step, or those that most people care for.", in: [.form]),
    ActionEntry(
      .steps, [.character("s"), .function(2)], typing: [.function(2)], "steps",
      "Go to the list of steps.", in: [.form, .review, .text, .file]),
    ActionEntry(
      .why, [.character("?"), .function(1)], typing: [.function(1)], "why",
      "Explain what has the focus: what it means, where its value comes from, which lines it writes. "
        + "Once more: hide.",
      in: [.form, .record, .list, .text, .secret]),
    ActionEntry(
      .view, [.character("v"), .function(3)], typing: [.function(3)], "view Nix",
      "Show the file that the question writes, as it will be; the last change is marked.",
      in: [.form, .record, .list, .text]),
    ActionEntry(
      .nextFile, [.character("V")], "", "Show the next file.", in: [.form, .record, .list, .file]),
    ActionEntry(
      .scrollDown, [.character("+"), .character("=")], "",
      "Scroll the file or the explanation that is shown.",
      in: [.form, .record, .list, .review, .file, .conflict]),
    ActionEntry(
      .scrollUp, [.character("-")], "", "Scroll it back.",
      in: [.form, .record, .list, .review, .file, .conflict]),
    ActionEntry(
      .problems, [.character("c"), .function(4)], typing: [.function(4)], "problems",
      "List what the check found; Enter goes to the question.", in: [.form, .steps, .review, .text]),
    ActionEntry(
      .nextProblem, [.character("n")], "",
      "Go to the next question that has a problem, or the next conflict.",
      in: [.form, .steps, .review, .conflict]),
    ActionEntry(
      .review, [.character("r"), .function(9)], typing: [.function(9)], "review",
      "Review: the files, their changes, and what the check proved.",
      in: [.form, .steps, .text]),
    ActionEntry(
      .find, [.character("/"), .function(7)], typing: [.function(7)], "find",
      "Find a question by its label, key or explanation. In a choice, typing filters at once.",
      in: [.form, .steps, .review]),
    ActionEntry(
      .reset, [.character("x"), .delete], "default", "Put a question back to its default.",
      in: [.form, .record]),
    ActionEntry(.undo, [.character("u")], "undo", "Take back the last answer.", in: moving),
    ActionEntry(.redo, [.character("U")], "", "Give it again.", in: moving),
    ActionEntry(
      .up, [.up, .character("k"), .control("p")], typing: [.up, .control("p")], "",
      "The line above.", in: everywhere),
    ActionEntry(
      .down, [.down, .character("j"), .control("n")], typing: [.down, .control("n")], "",
      "The line below.", in: everywhere),
    ActionEntry(
      .nextField, [.tab], typing: [.tab], "",
      "The next field or pane; at the end of a form the next step.", in: everywhere),
    ActionEntry(
      .previousField, [.backTab], typing: [.backTab], "", "The field or pane before.",
      in: everywhere),
    ActionEntry(
      .first, [.home, .character("g")], typing: [.home, .control("a")], "",
      "The first line; in a field its beginning.", in: everywhere),
    ActionEntry(
      .last, [.end, .character("G")], typing: [.end, .control("e")], "",
      "The last line; in a field its end.", in: everywhere),
    ActionEntry(
      .nextPage, [.pageDown], typing: [.pageDown], "", "In lists: a screenful on.", in: lists),
    ActionEntry(
      .previousPage, [.pageUp], typing: [.pageUp], "", "In lists: a screenful back.", in: lists),
    ActionEntry(
      .deleteWord, [], typing: [.control("w")], "",
      "In a field: delete the word before the cursor.",
      in: [.text, .choice, .choices, .secret]),
    ActionEntry(
      .deleteLine, [], typing: [.control("u")], "clear", "In a field: delete everything.",
      in: [.text, .choice, .choices, .secret]),
    ActionEntry(
      .deleteToEnd, [], typing: [.control("k")], "", "In a field: delete what follows the cursor.",
      in: [.text, .choice, .choices, .secret]),
    ActionEntry(
      .showSecret, [], typing: [.control("t")], "show",
      "Show the password that is typed, or hide it again.", in: [.secret]),
    ActionEntry(
      .quit, [.character("q"), .function(10)], typing: [.function(10)], "quit",
      "Leave the program; asks when there are answers to lose. Ctrl-C does the same.",
      in: everywhere.filter { $0 != .dialog }),
    ActionEntry(
      .keys, [.character("h")], typing: [], "keys", "List all keys.",
      in: [.form, .record, .steps, .list, .review, .file, .problems, .conflict]),
    ActionEntry(
      .mouse, [.character("M")], "",
      "Let the program see the mouse: a click moves the focus, a second one changes, the wheel "
        + "moves. Off at first, as the terminal cannot select text then.",
      in: moving),
    ActionEntry(
      .fix, [.character("f")], "fix",
      "Look for a change of one answer that mends the problem in the focus, and show it; nothing "
        + "changes before it is taken.",
      in: [.form, .problems]),
    ActionEntry(
      .edit, [.character("e")], "edit",
      "In a conflict: edit the texts with $VISUAL or $EDITOR; what is left counts once no marker is "
        + "in it.",
      in: [.conflict]),
    ActionEntry(
      .shell, [.character("!")], "",
      "Give the terminal to a shell, $SHELL; the answers wait until it ends.", in: moving),
    ActionEntry(
      .saveScreen, [.character("P"), .function(12)], typing: [.function(12)], "",
      "Save the text of the screen into a new file nixwiz-screen-1.txt, or the next number.",
      in: everywhere.filter { $0 != .dialog }),
    ActionEntry(
      .redraw, [.control("l")], typing: [.control("l")], "",
      "Draw the screen anew. In the review: look at the files on the disk anew.",
      in: everywhere),
    ActionEntry(
      .suspend, [.control("z")], typing: [.control("z")], "", "Stop the program until `fg`.",
      in: everywhere),
  ]

  package static func entry(_ action: Action) -> ActionEntry? {
    entries.first { $0.action == action }
  }

  /// What a key does in a scope. In a field, Alt with a letter is what the letter is elsewhere.
  package static func action(for key: Key, in scope: Scope) -> Action? {
    if let entry = entries.first(where: { $0.keys(in: scope).contains(key) }) {
      return entry.action
    }
    guard scope.isTyping, case .alt(let letter) = key else { return nil }
    return entries.first { $0.keys.contains(.character(letter)) && $0.scopes.contains(.form) }?
      .action
  }

  /// The keys of an action in words: `Enter, Right`. Of keys that mean the same, all are named.
  package static func keyNames(_ entry: ActionEntry) -> String {
    var names: [String] = []
    for key in entry.keys + entry.typingKeys where !names.contains(key.name) {
      names.append(key.name)
    }
    return names.joined(separator: ", ")
  }
}
