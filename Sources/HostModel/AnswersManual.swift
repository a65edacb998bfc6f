import NixLanguage
import TextFormats

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
        out += ".Ss \(Mdoc.escaped(group))\n.Bl -tag -width Ds\n"
      }
      out += ".It Ic \(Mdoc.escaped(question.id))\n"
      out += Mdoc.escaped(question.label) + ".\n" + Mdoc.sentences(question.help) + "\n.Pp\n"
      out += "Type: \(Mdoc.escaped(question.type.description)).\n"
      out += "Default: \(Mdoc.escaped(question.defaultRule)).\n"
      out += question.type.manualItems.map { name, help in
        ".Pp\n.Ql \(Mdoc.escaped(name)) :\n\(Mdoc.sentences(help))\n"
      }.joined()
    }
    return out + (group.isEmpty ? "" : ".El\n")
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
