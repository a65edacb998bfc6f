import Glibc
import NixEval
import SourceText

/// An evaluation error as Nix prints it: the trace, then `error:` and the message, each with its
/// place and the lines around it.
struct NixErrorText {
  /// Texts that are not files, by the names that places have for them.
  var texts: [String: [UInt8]]
  var showsTrace: Bool
  /// Steps of the trace that are shown unless all are asked for.
  private static let maximumFrames = 3

  /// The error, ending with a newline.
  func render(_ failure: EvaluationFailure) -> String {
    let frames = shownFrames(failure)
    var out = ""
    if frames.isEmpty {
      out += "error: \(indented(failure.message, by: 7))\n"
    } else {
      out += "error:\n"
      for frame in frames {
        out += "       … \(indented(frame.message, by: 9))\n"
        out += excerpt(frame.place, indent: 9) + (frame.place == nil ? "" : "\n")
      }
      if isTruncated(failure, frames.count) {
        out +=
          "       (stack trace truncated; use '--show-trace' to show the full, detailed trace)\n"
        out += "\n"
      }
      out += "       error: \(indented(failure.message, by: 7))\n"
    }
    out += excerpt(failure.place, indent: 7)
    if !failure.suggestions.isEmpty {
      out += "       Did you mean \(Self.alternatives(failure.suggestions))?\n"
    }
    return out
  }

  /// Outermost first, as Nix has them.
  private func shownFrames(_ failure: EvaluationFailure) -> [EvaluationFailure.Frame] {
    let frames = failure.trace.filter(\.isOfNix).reversed()
    guard !showsTrace else { return Array(frames) }
    return Array(frames.filter(Self.isShownAlways).prefix(Self.maximumFrames))
  }

  /// Nix notes the calls of functions only when the trace is asked for.
  private static func isShownAlways(_ frame: EvaluationFailure.Frame) -> Bool {
    guard frame.isOfNix else { return false }
    let message = frame.message
    if message == "from call site" || message == "while calling anonymous lambda" { return false }
    return !(message.hasPrefix("while calling '") && message.hasSuffix("'"))
  }

  private func isTruncated(_ failure: EvaluationFailure, _ shown: Int) -> Bool {
    !showsTrace && failure.trace.count(where: Self.isShownAlways) > shown
  }

  /// `at FILE:LINE:COLUMN:` and up to three lines of the text.
  private func excerpt(_ place: SourceMap.Place?, indent: Int) -> String {
    guard let place else { return "" }
    let margin = String(repeating: " ", count: indent)
    var out = "\(margin)at \(name(of: place)):\(place.line):\(place.column):\n"
    guard let file = source(of: place) else { return out }
    for number in (place.line - 1)...(place.line + 1) {
      guard let line = file.line(number), number != place.line + 1 || !isEnd(number, file) else {
        continue
      }
      let text = Terminal.visible(String(decoding: line, as: UTF8.self))
      let digits = String(number)
      let pad = String(repeating: " ", count: max(0, 5 - digits.count))
      out += "        \(pad)\(digits)| \(text)\n"
      if number == place.line {
        out += "             | \(String(repeating: " ", count: max(0, place.column - 1)))^\n"
      }
    }
    return out
  }

  /// Whether a line is only what follows the last newline.
  private func isEnd(_ number: Int, _ file: SourceFile) -> Bool {
    file.line(number)?.isEmpty == true && file.line(number + 1) == nil
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
    case .text(let name): texts[name].map { SourceFile(name: name, bytes: $0) }
    }
  }

  /// Further lines of a message stand below the first.
  private func indented(_ message: String, by columns: Int) -> String {
    let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().map { index, line in
      let text = Terminal.visible(String(line))
      return index == 0 || text.isEmpty ? text : String(repeating: " ", count: columns) + text
    }.joined(separator: "\n")
  }

  /// `a, b or c`.
  private static func alternatives(_ names: [String]) -> String {
    let shown = names.map { Terminal.visible($0) }
    guard let last = shown.last, shown.count > 1 else { return shown.first ?? "" }
    return (shown.count > 2 ? "one of " : "") + shown.dropLast().joined(separator: ", ")
      + " or " + last
  }
}
