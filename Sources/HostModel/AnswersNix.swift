import NixLanguage

extension Answers {
  /// The answers as literal Nix: what was given, and what must not change by itself when a later
  /// version of nixwiz has other defaults.
  package var nixText: String {
    let catalog = QuestionCatalog.standard
    var root = Group()
    if AnswersMigration.standard.format > 1 {
      root.add(.integer(AnswersMigration.standard.format), at: [AnswersDecoder.formatName])
    }
    for question in catalog.questions {
      guard let answer = written(question) else { continue }
      root.add(LiteralAnswers.literal(question.type.trimmed(answer.value)), at: question.path[...])
    }
    let heading =
      inherited == nil
      ? """
      # The answers that this flake is made from. Change them and run `nixwiz generate`;
      # nixwiz-answers(5) and `nixwiz answers example` explain all of them.
      """
      : """
      # The answers of this host alone. Those that hold for all hosts are in ../../answers.nix, and an
      # answer here comes before one there.
      """
    return "\(heading)\n\(root.literal.block())\n"
  }

  /// The answer to a question, if it belongs into a file.
  func written(_ question: Question) -> Answer? {
    if let inherited, inherited.contains(question.id) || question.scope == .flake { return nil }
    guard let answer = self[id: question.id] else { return nil }
    if answer.origin.isAnswer { return answer }
    return Self.pinned.contains(question.id) && answer.value != .text("") ? answer : nil
  }

  /// Questions whose default depends on the machine or the version, but which name the host.
  private static let pinned: Set<String> = [
    AnswerKey.hostName.id, AnswerKey.hostRelease.id, AnswerKey.hostStateVersion.id,
    AnswerKey.disksHostID.id,
  ]

  /// A set of attributes that grows, in the order of the catalogue.
  private struct Group {
    private enum Member {
      case literal(NixLiteral)
      case group(Group)
    }

    private var names: [String] = []
    private var members: [String: Member] = [:]

    mutating func add(_ literal: NixLiteral, at path: ArraySlice<String>) {
      guard let name = path.first else { return }
      if members[name] == nil { names.append(name) }
      if path.count == 1 {
        members[name] = .literal(literal)
        return
      }
      var inner = Group()
      if case .group(let group) = members[name] { inner = group }
      inner.add(literal, at: path.dropFirst())
      members[name] = .group(inner)
    }

    var literal: NixLiteral {
      .attributes(
        names.map { name in
          switch members[name] {
          case .literal(let literal): .init(name, literal)
          case .group(let group): .init(name, group.literal)
          case nil: .init(name, .null)
          }
        })
    }
  }
}

extension AnswerType {
  /// The value without the fields of records that have their default.
  func trimmed(_ value: AnswerValue) -> AnswerValue {
    guard case .records(let fields, _, _) = self, case .list(let records) = value else {
      return value
    }
    return .list(
      records.map { record in
        guard case .record(var members) = record else { return record }
        for field in fields where members[field.name] == field.standard {
          members[field.name] = nil
        }
        return .record(members)
      })
  }
}
