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
    // Of the end of its stack Nix learns by a signal, and says no more.
    if failure.message == EvaluationFailure.endOfStack { return "error: \(failure.message)\n" }
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
    out = out.withoutTrailingSpaces
    // A message may end in empty lines, the text does not.
    while out.hasSuffix("\n\n") { out.removeLast() }
    return Terminal.filtered(out)
  }

  /// The steps to the error, outermost first, as Nix counts and drops them.
  private func trace(_ failure: EvaluationFailure) -> String {
    var out = ""
    var count = 0
    var isTruncated = false
    var seen: Set<String> = []
    var repeated: [String] = []
    // A recursion without end has thousands of steps, in few places.
    var known: [StepKey: String] = [:]
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
      let key = StepKey(frame)
      let text = known[key] ?? describe(frame)
      known[key] = text
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

  /// What the text of a step follows from.
  private struct StepKey: Hashable {
    let message: String
    let origin: SourceMap.Origin?
    let offset: Int?

    init(_ frame: EvaluationFailure.Frame) {
      message = frame.message
      origin = frame.place?.origin
      offset = frame.place?.offset
    }
  }

  private func describe(_ frame: EvaluationFailure.Frame) -> String {
    "       … \(indented(frame.message, by: 7))\n" + excerpt(frame.place, indent: 9) + "\n"
  }

  /// `at FILE:LINE:COLUMN:` and up to three lines of the text.
  private func excerpt(_ place: SourceMap.Place?, indent: Int) -> String {
    guard let place else { return "" }
    let margin = String(repeating: " ", count: indent)
    var out = "\(margin)at \(name(of: place)):\(place.line):\(place.column):\n"
    if let file = source(of: place) {
      let position = SourcePosition(line: place.line, column: place.column)
      out += file.excerpt(around: position, numberColumn: 13)
    }
    return out
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
    let lines = message.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map(String.init).joined(separator: "\n" + String(repeating: " ", count: columns))
  }

  /// `one of a, b or c`.
  private static func alternatives(_ names: [String]) -> String {
    let shown = names.map { Terminal.visible($0) }
    guard let last = shown.last, shown.count > 1 else { return shown.first ?? "" }
    return "one of \(shown.dropLast().joined(separator: ", ")) or \(last)"
  }
}
