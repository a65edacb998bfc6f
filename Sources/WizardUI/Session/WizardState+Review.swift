import HostModel
import SourceText

extension WizardState {
  mutating func performInReview(_ action: Action) -> [Effect] {
    let count = outlook?.files.count ?? 0
    switch action {
    case .up: isFileOpen ? scrollReview(-1) : selectFile(reviewFile - 1)
    case .down: isFileOpen ? scrollReview(1) : selectFile(reviewFile + 1)
    case .nextFile: selectFile(count == 0 ? 0 : (reviewFile + 1) % count)
    case .nextPage: scrollReview(max(1, height - 6))
    case .previousPage: scrollReview(-max(1, height - 6))
    case .first: isFileOpen ? scrollReview(-reviewScroll) : selectFile(0)
    case .last: isFileOpen ? scrollReview(reviewLines.count) : selectFile(count - 1)
    case .scrollDown: scrollReview(1)
    case .scrollUp: scrollReview(-1)
    case .open:
      let files = outlook?.files ?? []
      if files.indices.contains(reviewFile), !files[reviewFile].conflicts.isEmpty {
        openConflict(in: files[reviewFile].path)
      } else {
        isFileOpen = true
      }
    case .wholeFile:
      showsWholeFile.toggle()
      reviewScroll = 0
    case .leave:
      if isCheckingInFull {
        isCheckingInFull = false
        message = "The check was stopped."
        // The check that it took the place of is still wanted.
        return outlookVersion == version
          ? [.stopCheck] : [.outlook(request, version: version, inFull: false)]
      }
      if isFileOpen {
        isFileOpen = false
      } else {
        pane = .steps
      }
    case .nextField, .previousField: isFileOpen.toggle()
    case .checkFully:
      guard checksInFull else {
        message = "There is no nixpkgs at hand: name one with --nixpkgs."
        return []
      }
      guard !isCheckingInFull else {
        message = "The check is under way; Esc stops it."
        return []
      }
      isCheckingInFull = true
      ticks = 0
      progress = CheckWatch.Progress()
      return [.outlook(request, version: version, inFull: true)]
    case .write: askToWrite()
    default: break
    }
    return []
  }

  private mutating func selectFile(_ index: Int) {
    let count = outlook?.files.count ?? 0
    reviewFile = min(max(0, index), max(0, count - 1))
    reviewScroll = 0
  }

  private mutating func scrollReview(_ lines: Int) {
    reviewScroll = min(max(0, reviewScroll + lines), max(0, reviewLines.count - 1))
  }

  /// What is shown of the file that has the focus: its lines beside the list, and alone on the
  /// screen all of them, broken where the screen ends.
  var reviewLines: [Outlook.Line] {
    guard let files = outlook?.files, files.indices.contains(reviewFile) else { return [] }
    let file = files[reviewFile]
    let lines = showsWholeFile || file.changes.isEmpty ? file.lines : file.changes
    return isFileOpen ? lines.flatMap { $0.broken(width: width - Self.reviewMargin) } : lines
  }

  /// A blank, the mark of a line and a blank at the end.
  private static let reviewMargin = 3

  mutating func askToWrite() {
    guard !isDryRun else {
      message = "Nothing is written with --dry-run; o saves the answers."
      return
    }
    guard let outlook, outlookVersion == version else {
      message = "You are asked when the check of the last answer is done."
      wantsToWrite = true
      return
    }
    guard outlook.isWritable else {
      let undecided = undecidedPlaces.count
      message =
        undecided > 0
        ? "\(undecided) conflict\(undecided == 1 ? "" : "s") to decide: Enter on a file with an x."
        : "This cannot be written: c lists what must be mended first."
      return
    }
    let count = outlook.files.count { $0.sign != "=" }
    guard count > 0 else {
      message = "No file would change."
      return
    }
    dialog = .write(to: target, files: count)
  }

  // MARK: - Problems

  mutating func openProblems() {
    if outlook?.findings.isEmpty ?? true {
      message = "The check found nothing."
    } else {
      layers.append(.problems(focus: 0))
    }
  }

  mutating func goToNextProblem() -> [Effect] {
    let ids = (outlook?.findings ?? []).flatMap(\.questions).filter { stepIndex(of: $0) != nil }
    guard let first = ids.first else {
      openProblems()
      return []
    }
    let next = focusedQuestion.flatMap { ids.firstIndex(of: $0) }.map { ids[($0 + 1) % ids.count] }
    go(toQuestion: next ?? first)
    return []
  }

  /// An action in the list of findings or of keys.
  mutating func performInList(_ action: Action) -> [Effect] {
    switch layers.last {
    case .problems(let focus):
      let findings = outlook?.findings ?? []
      if action == .fix {
        return askForRepairs(of: findings.indices.contains(focus) ? findings[focus] : nil)
      }
      guard let next = Self.moved(focus, by: action, count: findings.count, page: height - 8) else {
        layers.removeLast()
        guard action == .open, findings.indices.contains(focus) else { return [] }
        if let id = findings[focus].questions.first {
          go(toQuestion: id)
        } else {
          go(to: steps.count - 1)
          let message = findings[focus].diagnostic.message
          if let file = outlook?.files.firstIndex(where: { message.hasPrefix($0.path) }) {
            selectFile(file)
          } else {
            self.message = "This finding belongs to no single question."
          }
        }
        return []
      }
      layers[layers.count - 1] = .problems(focus: next)
    case .keys(let offset):
      let count = ActionTable.entries.count
      guard let next = Self.moved(offset, by: action, count: count, page: height - 6) else {
        layers.removeLast()
        return []
      }
      layers[layers.count - 1] = .keys(offset: next)
    case .page, .picker, .password, .finder, .conflict, nil: break
    }
    return []
  }

  /// Where the focus of a list goes; nil when the list is left.
  static func moved(_ focus: Int, by action: Action, count: Int, page: Int) -> Int? {
    let wanted: Int
    switch action {
    case .up, .previousField, .scrollUp: wanted = focus - 1
    case .down, .nextField, .scrollDown: wanted = focus + 1
    case .nextPage: wanted = focus + max(1, page)
    case .previousPage: wanted = focus - max(1, page)
    case .first: wanted = 0
    case .last: wanted = count - 1
    case .open, .leave, .keys, .problems: return nil
    default: return focus
    }
    return min(max(0, wanted), max(0, count - 1))
  }
}
