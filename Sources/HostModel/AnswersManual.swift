import NixLanguage

extension QuestionCatalog {
  /// A whole answers.nix with every question commented out, its help above and its default as value.
  ///
  /// - Parameter hardware: the machine whose defaults are shown.
  package func example(for hardware: Hardware) -> String {
    let (answers, _) = Answers.resolve(AnswersDocument(), hardware: hardware, catalog: self)
    var out = """
      # Answers of nixwiz with the defaults for this machine. Everything may be left out; take the `#`
      # away from what you want to decide yourself.
      {

      """
    var group = ""
    for question in questions {
      if question.path[0] != group {
        group = question.path[0]
        out += "\n"
      }
      out += comment("\(question.label): \(question.help)")
      out += comment("Default: \(question.defaultRule).")
      for line in question.type.exampleLines { out += comment(line) }
      let answer = answers[id: question.id]
      let literal = LiteralAnswers.literal(answer?.value ?? .list([])).block(indentation: 0)
      let lines = "\(NixName.attributePath(question.path)) = \(literal);".split(separator: "\n")
      out += lines.map { "  # \($0)\n" }.joined() + "\n"
    }
    while out.hasSuffix("\n\n") { out.removeLast() }
    return out + "}\n"
  }

  /// The list of questions in mdoc, for nixwiz-answers(5).
  package var manual: String {
    var out = ""
    var group = ""
    for question in questions {
      if question.path[0] != group {
        if !group.isEmpty { out += ".El\n" }
        group = question.path[0]
        out += ".Ss \(Self.escaped(group))\n.Bl -tag -width Ds\n"
      }
      out += ".It Ic \(Self.escaped(question.id))\n"
      out += Self.escaped(question.label) + ".\n" + Self.sentences(question.help) + "\n.Pp\n"
      out += "Type: \(Self.escaped(question.type.description)).\n"
      out += "Default: \(Self.escaped(question.defaultRule)).\n"
      out += question.type.manualItems.map { name, help in
        ".Pp\n.Ql \(Self.escaped(name)) :\n\(Self.sentences(help))\n"
      }.joined()
    }
    return out + (group.isEmpty ? "" : ".El\n")
  }

  /// Text with every sentence on a line of its own, as mdoc wants it.
  private static func sentences(_ text: String) -> String {
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
  private static func escaped(_ text: String) -> String {
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

  /// Comment lines of at most 98 columns below an indentation of two.
  private func comment(_ text: String) -> String {
    var out = ""
    var line = "  #"
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      if line.count + 1 + word.count > 98 {
        out += line + "\n"
        line = "  #"
      }
      line += " " + word
    }
    return out + line + "\n"
  }
}

extension AnswerType {
  /// What the values and fields mean, a line each.
  fileprivate var exampleLines: [String] {
    manualItems.map { name, help in "  \(name): \(help)" }
  }

  fileprivate var manualItems: [(String, String)] {
    switch self {
    case .choice(let choices), .list(of: .choice(let choices), _):
      choices.map { ($0.value, $0.help) }
    case .records(let fields, _, _): fields.map { ($0.name, $0.help) }
    default: []
    }
  }
}
