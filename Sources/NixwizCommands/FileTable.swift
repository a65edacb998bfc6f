import HostModel
import SourceText
import TreeWriter

/// What happens to the files of a tree, for people.
struct FileTable {
  private let changes: [FileChange]

  init(_ plan: WritePlan) { changes = plan.changes }

  /// The files that change or cannot, and those that the user changed; not those that stay.
  func text(done: Bool, target: String) -> String {
    let shown = changes.filter { $0.status != .identical }
    guard changes.contains(where: { $0.status.isChange || $0.status == .conflict }) else {
      return "No file \(done ? "changed" : "would change") in \(Terminal.visible(target))\n"
    }
    var table = TextTable()
    for change in shown {
      table.add(change.status.rawValue, Terminal.visible(change.path), change.remark)
    }
    return "Files \(done ? "changed" : "that would change") in \(Terminal.visible(target))\n"
      + table.text
  }
}

/// Unified diffs on the console.
enum Differences {
  static func write(_ plan: WritePlan, to console: Console = .output) {
    for diff in plan.differences { console.write(diff.text(colored: console.isColored)) }
  }
}
