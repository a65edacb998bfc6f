import Glibc
import NixEval
import SourceText

/// An evaluation error as Nix prints it: the trace, then `error:` and the message, each with its
/// place and the lines around it.
struct NixErrorText {
  var showsTrace: Bool
  /// A step of a trace counts once, and once more where it has a place. Unless all are asked for, none
  /// is shown after this many.
  private static let countOfFrames = 3
  /// So many steps that were shown before are shown again; more are summed up in one line.
  private static let keptRepetitions = 5

  /// The error, ending with a newline.
  func render(_ failure: EvaluationFailure) -> String {
    var out = trace(failure)
    if out.isEmpty {
      out = "error: \(indented(failure.message, by: 7))\n"
    } else {
      out = "error:\n" + out + "       error: \(indented(failure.message, by: 7))\n"
    }
    out += excerpt(failure.place, indent: 7)
    if !failure.suggestions.isEmpty {
      out += "       Did you mean \(Self.alternatives(failure.suggestions))?\n"
    }
    // A message may end in empty lines, the text does not.
    while out.hasSuffix("\n\n") { out.removeLast() }
    return out
  }

  /// The steps to the error, outermost first, as Nix counts and drops them.
  private func trace(_ failure: EvaluationFailure) -> String {
    var out = ""
    var count = 0
    var isTruncated = false
    var seen: Set<String> = []
    var repeated: [String] = []
    func showRepeated() {
      if repeated.count > Self.keptRepetitions {
        out += "       (\(repeated.count) duplicate frames omitted)\n\n"
        seen = []
      } else {
        out += repeated.joined()
      }
      repeated = []
    }
    for frame in failure.trace.reversed() where frame.isOfNix && (showsTrace || !frame.isDetail) {
      // A text of the program's own may be empty.
      if frame.message.isEmpty { continue }
      isTruncated = isTruncated || !showsTrace && count > Self.countOfFrames
      guard !isTruncated || frame.isOfUser else { continue }
      let text = describe(frame)
      guard seen.insert(text).inserted else {
        repeated.append(text)
        continue
      }
      showRepeated()
      seen.insert(text)
      out += text
      count += frame.place == nil ? 1 : 2
    }
    if isTruncated {
      out +=
        "       (stack trace truncated; use '--show-trace' to show the full, detailed trace)\n\n"
    }
    showRepeated()
    return out
  }

  private func describe(_ frame: EvaluationFailure.Frame) -> String {
    "       … \(indented(frame.message, by: 7))\n" + excerpt(frame.place, indent: 9) + "\n"
  }

  /// `at FILE:LINE:COLUMN:` and up to three lines of the text.
  private func excerpt(_ place: SourceMap.Place?, indent: Int) -> String {
    guard let place else { return "" }
    let margin = String(repeating: " ", count: indent)
    var out = "\(margin)at \(name(of: place)):\(place.line):\(place.column):\n"
    guard let file = source(of: place) else { return out }
    for number in (place.line - 1)...(place.line + 1) {
      guard let line = file.line(number) else { continue }
      let text = Self.trimmed(Terminal.visible(String(decoding: line, as: UTF8.self)))
      let digits = String(number)
      let pad = String(repeating: " ", count: max(0, 5 - digits.count))
      out += "        \(pad)\(digits)|\(text.isEmpty ? "" : " \(text)")\n"
      if number == place.line {
        out += "             | \(String(repeating: " ", count: max(0, place.column - 1)))^\n"
      }
    }
    return out
  }

  /// Without the spaces at its end.
  private static func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }

  private func name(of place: SourceMap.Place) -> String {
    switch place.origin {
    case .file(let path): Terminal.visible(path)
    case .text(let name): Terminal.visible(name)
    }
  }

  private func source(of place: SourceMap.Place) -> SourceFile? {
    switch place.origin {
    case .file(let path): try? InputFile.read(path)
    case .text(let name): place.text.map { SourceFile(name: name, bytes: $0) }
    }
  }

  /// Further lines of a message stand below the first.
  private func indented(_ message: String, by columns: Int) -> String {
    let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().map { index, line in
      let text = Self.trimmed(Terminal.visible(String(line)))
      return index == 0 || text.isEmpty ? text : String(repeating: " ", count: columns) + text
    }.joined(separator: "\n")
  }

  /// `one of a, b or c`.
  private static func alternatives(_ names: [String]) -> String {
    let shown = names.map { Terminal.visible($0) }
    guard let last = shown.last, shown.count > 1 else { return shown.first ?? "" }
    return "one of \(shown.dropLast().joined(separator: ", ")) or \(last)"
  }
}
