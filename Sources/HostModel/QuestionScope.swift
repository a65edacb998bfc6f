package import SourceText

extension Question {
  /// For which hosts of a flake with several an answer holds.
  package enum Scope: Sendable, Hashable {
    /// There is one for all, such as the branch of nixpkgs: only the answers.nix of the flake gives it.
    case flake
    /// For all hosts, unless a host answers otherwise.
    case hosts
    /// For one machine: its name, its disks, what is built into it.
    case machine
  }

  package var scope: Scope {
    if Self.ofFlake.contains(id) { return .flake }
    return Self.ofMachine.contains(id) || Self.groupsOfMachine.contains(path[0])
      ? .machine : .hosts
  }

  private static let ofFlake: Set<String> = [
    AnswerKey.hostDescription.id, AnswerKey.hostRelease.id, AnswerKey.deployment.id,
  ]

  private static let ofMachine: Set<String> = [AnswerKey.addresses.id, AnswerKey.jobs.id]

  private static let groupsOfMachine: Set<String> = [
    "host", "disks", "boot", "hardware", "graphics", "llama", "ollama", "webui",
  ]
}

extension AnswersDocument {
  /// These answers of a further host of a flake, with what the flake's first host answers for all
  /// hosts beneath them. An answer that the whole flake needs to agree on is an error here.
  package func joining(
    _ first: AnswersDocument, catalog: QuestionCatalog = .standard
  ) -> (AnswersDocument, [Diagnostic]) {
    var joined = AnswersDocument()
    var inherited: Set<String> = []
    var problems: [Diagnostic] = []
    for question in catalog.questions {
      let own = self[question.id]
      if let own, question.scope == .flake {
        problems.append(
          .error(
            "answer-of-flake", "`\(question.id)` is one for all hosts of the flake",
            at: own.location, fix: "answer it in the answers.nix of the flake"))
      } else if let own {
        joined[question.id] = own
      } else if question.scope != .machine, let shared = first[question.id] {
        joined[question.id] = shared
        inherited.insert(question.id)
      }
    }
    joined.inherited = inherited
    joined.outdated = outdated
    return (joined, problems)
  }
}
