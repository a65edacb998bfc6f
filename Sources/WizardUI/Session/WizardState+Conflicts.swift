import HostModel

/// One of the places where an edit of the user's excludes a change, open for a decision.
package struct ConflictView: Sendable {
  /// What can be done about it.
  package enum Choice: Int, Sendable, CaseIterable {
    case yours, generated
    /// An editor gets all texts, and what it leaves counts.
    case edit
    /// The texts go into a file beside, to be decided later.
    case beside
  }

  package var path: String
  /// Which of the places of the file.
  package var index: Int
  package var focus: Choice
  /// The first line of the texts that is shown.
  package var scroll = 0
}

extension WizardState {
  /// A place with its file.
  struct ConflictPlace: Equatable {
    var path: String
    var index: Int
    var conflict: EditConflict
  }

  /// All places that need a decision, or had one, in the order of the files.
  var conflictPlaces: [ConflictPlace] {
    (outlook?.files ?? []).flatMap { file in
      file.conflicts.enumerated().map {
        ConflictPlace(path: file.path, index: $0.offset, conflict: $0.element)
      }
    }
  }

  /// Those of them that nobody has decided about.
  var undecidedPlaces: [ConflictPlace] {
    conflictPlaces.filter { decisions[$0.path]?[$0.conflict] == nil }
  }

  /// What was decided about a place.
  func decision(at place: ConflictPlace) -> EditConflict.Decision? {
    decisions[place.path]?[place.conflict]
  }

  /// The place that a view is of; nil when it is not there any more.
  func place(of view: ConflictView) -> ConflictPlace? {
    conflictPlaces.first { $0.path == view.path && $0.index == view.index }
  }

  /// Opens the first place of a file that needs a decision, or its first one.
  mutating func openConflict(in path: String) {
    let places = conflictPlaces.filter { $0.path == path }
    guard let place = places.first(where: { decision(at: $0) == nil }) ?? places.first else {
      return
    }
    layers.append(.conflict(view(of: place)))
  }

  private func view(of place: ConflictPlace) -> ConflictView {
    // The new text keeps what the machine needs; the user's own is the other decision.
    let focus: ConflictView.Choice =
      switch decision(at: place) {
      case .yours: .yours
      case .generated, nil: .generated
      case .edited: .edit
      }
    return ConflictView(path: place.path, index: place.index, focus: focus)
  }

  mutating func performInConflict(_ action: Action) -> [Effect] {
    guard case .conflict(var view)? = layers.last, let place = place(of: view) else {
      layers.removeLast()
      return []
    }
    let count = ConflictView.Choice.allCases.count
    switch action {
    case .up, .previousField: view.focus = choice(view.focus.rawValue + count - 1)
    case .down, .nextField: view.focus = choice(view.focus.rawValue + 1)
    case .first: view.focus = .yours
    case .last: view.focus = .beside
    case .scrollDown: view.scroll += 1
    case .scrollUp: view.scroll = max(0, view.scroll - 1)
    case .nextPage, .nextProblem: view = neighbour(of: place, 1)
    case .previousPage: view = neighbour(of: place, -1)
    case .open: return decide(view, place, isLast: true)
    case .toggle: return decide(view, place, isLast: false)
    case .edit: return edit(place)
    case .keys:
      layers.append(.keys(offset: 0))
      return []
    default:
      layers.removeLast()
      return []
    }
    layers[layers.count - 1] = .conflict(view)
    return []
  }

  private func choice(_ number: Int) -> ConflictView.Choice {
    ConflictView.Choice(rawValue: number % ConflictView.Choice.allCases.count) ?? .yours
  }

  private func neighbour(of place: ConflictPlace, _ step: Int) -> ConflictView {
    let places = conflictPlaces
    let index = places.firstIndex(of: place) ?? 0
    return view(of: places[(index + step + places.count) % places.count])
  }

  /// Keeps a decision. After the one for the last place the review is back.
  private mutating func decide(
    _ view: ConflictView, _ place: ConflictPlace, isLast: Bool
  ) -> [Effect] {
    let decision: EditConflict.Decision
    switch view.focus {
    case .yours: decision = .yours
    case .generated: decision = .generated
    case .edit: return edit(place)
    case .beside:
      layers.removeLast()
      guard !isDryRun else {
        message = "Nothing is written with --dry-run, nor is a file beside."
        return []
      }
      return [.writeSideFiles(request)]
    }
    return settle(place, decision, goesOn: isLast)
  }

  private func edit(_ place: ConflictPlace) -> [Effect] {
    let decided: [UInt8]? =
      if case .edited(let text) = decision(at: place) { text } else { nil }
    let text = unfinishedTexts[place.conflict] ?? decided
    return [.edit(Services.Edit(path: place.path, place: place.conflict, text: text))]
  }

  /// What an editor made of a place.
  mutating func take(_ result: Services.Edited, of edit: Services.Edit) -> [Effect] {
    switch result {
    case .failed(let diagnostic): message = Self.words(diagnostic)
    case .unfinished(let text, let diagnostic):
      unfinishedTexts[edit.place] = text
      message = Self.words(diagnostic)
    case .decided(let text):
      unfinishedTexts[edit.place] = nil
      guard case .conflict(let view)? = layers.last, let place = place(of: view),
        place.conflict == edit.place
      else { return [] }
      return settle(place, .edited(text), goesOn: true)
    }
    return []
  }

  private mutating func settle(
    _ place: ConflictPlace, _ decision: EditConflict.Decision, goesOn: Bool
  ) -> [Effect] {
    decisions[place.path, default: [:]][place.conflict] = decision
    if goesOn {
      let places = conflictPlaces
      let index = places.firstIndex(of: place) ?? 0
      let following = places[index...] + places[..<index]
      if let next = following.first(where: { self.decision(at: $0) == nil }) {
        layers[layers.count - 1] = .conflict(self.view(of: next))
      } else {
        layers.removeLast()
        message = "Every conflict is decided."
      }
    }
    return changed(because: nil)
  }

  /// What came of the files beside.
  mutating func tell(sideFiles result: Result<[String], Services.Failure>) {
    switch result {
    case .success(let paths):
      message =
        paths.first.map { "Decide in \($0), then press Ctrl-L here." }
        ?? "The file beside is there: decide in it, then press Ctrl-L here."
    case .failure(let failure):
      message = Self.words(failure.diagnostics.first) ?? "The file beside could not be written."
    }
  }
}
