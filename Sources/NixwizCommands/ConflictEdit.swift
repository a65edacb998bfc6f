import HostModel
import SourceText
import TreeWriter
import WizardUI

/// A place where an edit excludes a change, decided in an editor of the user's.
enum ConflictEdit {
  /// More is no part of a configuration, but a mistake of the editor's.
  private static let maximumBytes = 1 << 20

  /// Hands all versions between markers, or the text of the last time, to an editor, and judges what
  /// it leaves. Whether that makes sense is for the check of the merged tree to say.
  static func run(_ edit: Services.Edit, _ editor: (String) -> Diagnostic?) -> Services.Edited {
    guard edit.place.generated != nil else {
      return .failed(
        .error(
          "not-generated", "\(edit.path) is not generated any more: there is nothing to merge",
          fix: "keep it or remove it"))
    }
    let before = edit.text ?? ThreeWayMerge.marked(edit.place)
    let name = String(edit.path.split(separator: "/").last ?? "text.nix")
    var problem: Diagnostic?
    let after: [UInt8]?
    do throws(WriteFailure) {
      after = try PrivateFile.lend(before, called: name) { path in
        problem = editor(path)
        return problem == nil
      }
    } catch {
      return .failed(error.diagnostics.first ?? .error("internal", "the text could not be lent"))
    }
    guard let text = after else {
      return .failed(
        problem
          ?? .error(
            "text-gone", "the editor left no text", fix: "save it under the name that it was given")
      )
    }
    return judged(text)
  }

  private static func judged(_ text: [UInt8]) -> Services.Edited {
    guard text.count <= maximumBytes else {
      return .failed(
        .error("text-too-long", "the text has more than 1 MiB", fix: "leave only the lines wanted"))
    }
    guard String(validating: text, as: UTF8.self) != nil, !text.contains(0) else {
      return .unfinished(
        text, .error("text-not-utf8", "the text is not UTF-8", fix: "save it as UTF-8"))
    }
    let markers = ThreeWayMerge.markers(in: text)
    guard markers == 0 else {
      return .unfinished(
        text,
        .error(
          "markers-left", "\(markers) marker\(markers == 1 ? " is" : "s are") left",
          fix: "edit again, and leave only the lines that are to stay"))
    }
    let isWhole = text.isEmpty || text.last == UInt8(ascii: "\n")
    return .decided(isWhole ? text : text + [UInt8(ascii: "\n")])
  }
}
