/// Turns diagnostics into text for a terminal or a pipe.
///
///     error: the option `services.opensh.enable` does not exist [unknown-option]
///       --> hosts/carbon/default.nix:7:3
///        |
///      7 |   services.opensh.enable = true;
///        |   ^^^^^^^^^^^^^^^^^^^^^^
///       fix: did you mean `services.openssh.enable`?
///
/// Everything that comes from outside (messages, names, source lines) is sanitized: no control
/// character reaches the terminal.
package struct DiagnosticRenderer: Sendable {
  /// Whether ANSI colours are written.
  package var colored: Bool
  /// Longest part of a source line shown, in characters; longer lines are cut around the place.
  package var maximumLineLength = 160

  package init(colored: Bool) { self.colored = colored }

  /// All diagnostics, an empty line between them.
  package func render(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map(render).joined(separator: "\n")
  }

  /// One diagnostic, ending with a newline.
  package func render(_ diagnostic: Diagnostic) -> String {
    var out = ""
    let style = Style(diagnostic.severity)
    let message = Terminal.visible(diagnostic.message, keepNewlines: true)
    let headline = message.prefix { $0 != "\n" }
    out += paint(diagnostic.severity.rawValue, style)
    out += paint(": \(headline)", .bold) + paint(" [\(diagnostic.code)]", .frame)
    out += paint(String(message.dropFirst(headline.count)), .bold) + "\n"
    if let location = diagnostic.location { out += excerpt(location, style) }
    for note in diagnostic.notes {
      out += "  " + paint("note", .note) + ": "
      out += Terminal.visible(note.message, keepNewlines: true) + "\n"
      if let location = note.location { out += excerpt(location, .note) }
    }
    if let fix = diagnostic.fix {
      out += "  " + paint("fix", .fix) + ": " + Terminal.visible(fix, keepNewlines: true) + "\n"
    }
    return out
  }

  /// The arrow line, the source line and the marks below it.
  private func excerpt(_ location: SourceLocation, _ style: Style) -> String {
    let position = location.position
    var out = "  " + paint("-->", .frame)
    out += " \(Terminal.visible(location.file.name)):\(position.line):\(position.column)\n"
    guard let line = location.file.line(position.line) else { return out }
    let number = String(position.line)
    let margin = String(repeating: " ", count: number.count)
    let before = line.prefix(position.column - 1)
    let length = max(1, min(location.span.end - location.span.start, line.count - before.count))
    let marked = line.dropFirst(before.count).prefix(length)
    let after = line.dropFirst(before.count + marked.count)
    let lead = clip(show(before), keepingEnd: true)
    let middle = clip(show(marked), keepingEnd: false)
    let tail = clip(show(after), keepingEnd: false)
    let marks = String(repeating: "^", count: max(1, middle.count))
    out += "  \(margin) " + paint("|", .frame) + "\n"
    out += "  " + paint("\(number) |", .frame) + " \(lead)\(middle)\(tail)\n"
    out += "  \(margin) " + paint("|", .frame) + " "
    out += String(repeating: " ", count: lead.count) + paint(marks, style) + "\n"
    return out
  }

  private func show(_ bytes: ArraySlice<UInt8>) -> String {
    Terminal.visible(
      String(decoding: bytes, as: UTF8.self).replacingTabs(), keepNewlines: false)
  }

  /// At most a third of `maximumLineLength` for each of the three parts of a line.
  private func clip(_ text: String, keepingEnd: Bool) -> String {
    let limit = maximumLineLength / 3
    guard text.count > limit else { return text }
    return keepingEnd ? "..." + text.suffix(limit - 3) : text.prefix(limit - 3) + "..."
  }

  /// The few looks a diagnostic needs.
  private enum Style {
    case error, warning, note, fix, frame, bold

    init(_ severity: Diagnostic.Severity) {
      self =
        switch severity {
        case .error: .error
        case .warning: .warning
        case .note: .note
        }
    }

    /// The parameters of the SGR escape sequence.
    var code: String {
      switch self {
      case .error: "1;31"
      case .warning: "1;33"
      case .note: "1;36"
      case .fix: "1;32"
      case .frame: "34"
      case .bold: "1"
      }
    }
  }

  private func paint(_ text: String, _ style: Style) -> String {
    colored ? "\u{1b}[\(style.code)m\(text)\u{1b}[0m" : text
  }
}

extension String {
  /// Tabs as two spaces, so that marks below a line stand where they should.
  fileprivate func replacingTabs() -> String {
    var out = ""
    for scalar in unicodeScalars {
      if scalar == "\t" { out += "  " } else { out.unicodeScalars.append(scalar) }
    }
    return out
  }
}
