extension ActionTable {
  /// The list of keys in nixwiz(1), in mdoc.
  package static var manual: String {
    var out = ".Bl -tag -width Ds\n"
    for entry in entries {
      let names = keyNames(entry).split(separator: " ").map { word in
        let isListed = word.hasSuffix(",") && word.count > 1
        let name = isListed ? word.dropLast() : word
        return quoted(String(name)) + (isListed ? " ," : "")
      }
      out += ".It Ic " + names.joined(separator: " ") + "\n"
      out += sentences(entry.help)
    }
    return out + ".El\n"
  }

  /// A word that mdoc takes for text and nothing else.
  private static func quoted(_ word: String) -> String {
    let isPunctuation = word.allSatisfy { !$0.isLetter && !$0.isNumber }
    return isPunctuation ? "\\&\(word)" : word
  }

  /// One sentence a line, broken at 78 columns, as mdoc wants it.
  private static func sentences(_ text: String) -> String {
    var out = ""
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > 78 {
        out += line + "\n"
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
      if word.hasSuffix(".") {
        out += line + "\n"
        line = ""
      }
    }
    return out + (line.isEmpty ? "" : line + "\n")
  }
}
