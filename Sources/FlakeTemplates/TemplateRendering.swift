import NixLanguage
import SourceText

/// Prints a checked template with the values of a scope.
struct TemplateRendering {
  let partials: [String: Template]
  private var scopes: [AnyScope]
  private(set) var text = ""

  /// Comments are broken so that no line is longer, the width of nixfmt.
  private static let width = 100

  init(partials: [String: Template], scope: AnyScope) {
    self.partials = partials
    scopes = [scope]
  }

  mutating func render(_ parts: [Template.Part], indentation: String = "") {
    for part in parts {
      switch part {
      case .text(let text): append(text, indentation: indentation)
      case .hole(let name, let inner, _, _):
        print(value(of: name), indentation: indentation + inner)
      case .section(let name, let inverted, let inner, _):
        renderSection(value(of: name), inverted: inverted, inner, indentation: indentation)
      case .partial(let name, let inner, _):
        guard let partial = partials[name] else { continue }
        render(partial.parts, indentation: indentation + inner)
      }
    }
  }

  private mutating func renderSection(
    _ value: HoleValue?, inverted: Bool, _ parts: [Template.Part], indentation: String
  ) {
    switch value {
    case .flag(let isSet) where isSet != inverted: render(parts, indentation: indentation)
    case .scopes(let inner) where inverted:
      if inner.isEmpty { render(parts, indentation: indentation) }
    case .scopes(let inner):
      for scope in inner {
        scopes.append(scope)
        render(parts, indentation: indentation)
        scopes.removeLast()
      }
    default: break
    }
  }

  private mutating func print(_ value: HoleValue?, indentation: String) {
    switch value {
    case .literal(let literal): text += literal.block(indentation: indentation.utf8.count)
    case .attributePath(let path): text += NixName.attributePath(path)
    case .comment(let words): text += Self.comment(words, indentation: indentation)
    case .flag, .scopes, nil: break
    }
  }

  /// The words, broken into comment lines; the first continues the line that the hole stands on.
  static func comment(_ words: String, indentation: String) -> String {
    let room = max(40, width - indentation.utf8.count - 2)
    var lines = [""]
    for line in Terminal.visible(words, keepNewlines: true).split(
      separator: "\n", omittingEmptySubsequences: true)
    {
      if lines != [""] { lines.append("") }
      for word in line.split(separator: " ") {
        let last = lines[lines.count - 1]
        if last.isEmpty {
          lines[lines.count - 1] = String(word)
        } else if last.count + 1 + word.count <= room {
          lines[lines.count - 1] = last + " " + word
        } else {
          lines.append(String(word))
        }
      }
    }
    return lines.joined(separator: "\n\(indentation)# ")
  }

  /// Text of a partial takes the partial's indentation at the start of each line that has any.
  private mutating func append(_ part: String, indentation: String) {
    guard !indentation.isEmpty else {
      text += part
      return
    }
    var atLineStart = text.isEmpty || text.hasSuffix("\n")
    for character in part.unicodeScalars {
      if atLineStart, character != "\n" { text += indentation }
      text.unicodeScalars.append(character)
      atLineStart = character == "\n"
    }
  }

  private func value(of name: String) -> HoleValue? {
    for scope in scopes.reversed() {
      if let value = scope[name] { return value }
    }
    return nil
  }
}
