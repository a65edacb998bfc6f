import HostModel
import SourceText
import TreeWriter
import WizardUI

extension Outlook.File {
  /// A file of a plan for writing. `before` is the tree before the last answer, to mark what that
  /// has changed.
  init(_ entry: WritePlan.Entry, before: RenderedTree?) {
    let sign: Character =
      switch entry.action {
      case .create: "+"
      case .remove: "-"
      case .conflict: "x"
      case .identical, .keep: "="
      case .merge: "&"
      default: "~"
      }
    let stays = sign == "="
    self.init(
      sign: sign, path: entry.path, remark: entry.action.remark,
      lines: Self.lines(of: entry, before: before),
      changes: stays ? [] : Self.compare(entry.path, old: entry.old, new: entry.new),
      conflicts: entry.places)
  }

  /// The text with the lines that the last answer changed.
  private static func lines(
    of entry: WritePlan.Entry, before: RenderedTree?
  ) -> [Outlook.Line] {
    guard let new = entry.new else {
      return compare(entry.path, old: entry.old, new: entry.old)
    }
    // A file that is new with the last answer is new as a whole.
    return compare(entry.path, old: before.map { $0[entry.path]?.bytes } ?? new, new: new)
  }

  private static func compare(
    _ path: String, old: [UInt8]?, new: [UInt8]?
  ) -> [Outlook.Line] {
    UnifiedDiff(path: path, old: old, new: new).lines.map { line in
      let mark: Outlook.Line.Mark =
        switch line.mark {
        case .both: .same
        case .added: .added
        case .removed: .removed
        }
      let text = line.text.last == UInt8(ascii: "\n") ? line.text.dropLast() : line.text
      return Outlook.Line(mark, masked(String(decoding: text, as: UTF8.self)))
    }
  }

  /// A line without the hash of a password, which nobody needs to read from a screen.
  private static func masked(_ line: String) -> String {
    guard let start = line.utf8.firstIndex(of: UInt8(ascii: "$")), line[start...].hasPrefix("$y$")
    else { return line }
    let rest = line[start...].prefix { $0 != "\"" }
    return line[..<start] + "$y$..." + line[rest.endIndex...]
  }
}
