/// Text for manual pages in mdoc, the macros that mandoc and groff read.
package enum Mdoc {
  /// Text with every sentence on a line of its own, as mdoc wants it.
  package static func sentences(_ text: String) -> String {
    var lines = [""]
    var previous: Character = " "
    let characters = Array(text)
    for (index, character) in characters.enumerated() {
      let endsSentence = character == " " && (previous == "." || previous == "?")
      if endsSentence, index + 1 < characters.count, characters[index + 1].isUppercase {
        lines.append("")
      } else {
        lines[lines.count - 1].append(character)
      }
      previous = character
    }
    return lines.map(escaped).joined(separator: "\n")
  }

  /// Text without a meaning for roff: backslashes, and dots and quotes at the start of a line.
  package static func escaped(_ text: String) -> String {
    var out = ""
    for character in text {
      switch character {
      case "\\": out += "\\e"
      case "\"": out += "\\(dq"
      case "\n": out += " "
      default: out.append(character)
      }
    }
    if let first = out.first, first == "." || first == "'" { out = "\\&" + out }
    return out
  }
}
