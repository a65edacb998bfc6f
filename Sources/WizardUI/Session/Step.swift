package import HostModel

/// A step: a form of questions that belong together, or one of the two ends.
package struct Step: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// What the probe found.
    case machine
    case questions([String])
    case review
  }

  package var title: String
  package var kind: Kind

  /// The ids of its questions.
  package var questions: [String] {
    if case .questions(let ids) = kind { ids } else { [] }
  }

  /// The groups of questions that share a step or have another name than their key, in the order of
  /// the wizard. Groups that are not here get a step of their own before the review.
  private static let groups: [(title: String, groups: [String])] = [
    ("Language", ["time", "i18n", "keyboard"]), ("Host", ["host"]),
    ("Users", ["users", "security"]), ("Disks", ["disks"]), ("Boot", ["boot"]),
    ("Graphics", ["graphics"]), ("llama.cpp", ["llama", "ollama", "webui"]),
    ("Devices", ["hardware"]), ("Desktop", ["desktop"]),
    ("Network", ["network"]), ("Services", ["services"]), ("Packages", ["packages"]),
    ("Nix", ["nix"]), ("Extras", ["home", "secrets", "deploy", "drift"]),
  ]

  /// The steps of a catalogue.
  package static func all(of catalog: QuestionCatalog) -> [Step] {
    var byGroup: [String: [String]] = [:]
    var order: [String] = []
    for question in catalog.questions {
      let group = question.path.first ?? question.id
      if byGroup[group] == nil { order.append(group) }
      byGroup[group, default: []].append(question.id)
    }
    var steps = [Step(title: "Hardware", kind: .machine)]
    for (title, groups) in groups {
      let ids = groups.flatMap { byGroup[$0] ?? [] }
      if !ids.isEmpty { steps.append(Step(title: title, kind: .questions(ids))) }
    }
    let known = Set(groups.flatMap(\.groups))
    for group in order where !known.contains(group) {
      let title = String((group.prefix(1).uppercased() + group.dropFirst()).prefix(11))
      steps.append(Step(title: title, kind: .questions(byGroup[group] ?? [])))
    }
    return steps + [Step(title: "Review", kind: .review)]
  }
}
