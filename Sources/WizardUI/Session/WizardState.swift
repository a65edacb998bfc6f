package import HostModel
import SourceText

/// Everything that the screen shows, as a value. `handle` is the only way to change it, and what it
/// wants of the world it says in effects, so that every behaviour is tested without a terminal.
package struct WizardState: Sendable {
  /// How far the session is.
  package enum Phase: Sendable, Equatable {
    /// The machine is being probed.
    case starting
    case asking
    case writing
  }

  /// Which part of the screen the keys are for, when nothing is open above the step.
  package enum Pane: Sendable, Equatable {
    case steps, content
  }

  /// What is open above the form of a step.
  package enum Layer: Sendable {
    case page(Page)
    case picker(Picker)
    case password(PasswordEntry)
    /// Finds a question.
    case finder(Picker)
    case problems(focus: Int)
    case conflict(ConflictView)
    case keys(offset: Int)
  }

  /// What stands beside or below a form.
  package enum Panel: Sendable, Equatable {
    case none, why, nix
  }

  // MARK: What is asked

  package let catalog: QuestionCatalog
  package let steps: [Step]
  let isDryRun: Bool
  let checksInFull: Bool
  package internal(set) var hardware = Hardware()
  var facts: [(subject: String, value: String)] = []
  /// Known values for questions that take others too; nil while they are being read.
  var suggestions: [String: [AnswerType.Choice]]?
  /// The questions that have such values.
  let suggestedQuestions: Set<String>
  package internal(set) var target = ""
  var remarks: [Diagnostic] = []

  // MARK: The answers

  /// What the session began with.
  var initial = AnswersDocument()
  package internal(set) var document = AnswersDocument()
  var draft: AnswersDocument?
  /// All answers, defaults included.
  package internal(set) var answers = Answers()
  /// Why a question has no effect now, by its id.
  var irrelevance: [String: String] = [:]
  /// About edits that exclude changes, by path.
  var decisions: [String: [EditConflict: EditConflict.Decision]] = [:]
  /// Texts that an editor left with something to mend.
  var unfinishedTexts: [EditConflict: [UInt8]] = [:]
  var past: [AnswersDocument] = []
  var future: [AnswersDocument] = []
  /// Raised with every change, so that late results of earlier answers are told from new ones.
  package internal(set) var version = 0

  // MARK: What follows from them

  package internal(set) var outlook: Outlook?
  /// The version that `outlook` belongs to.
  var outlookVersion = -1
  var influence: (question: String, version: Int, value: Influence)?
  /// What was asked for last.
  var awaitedInfluence: (question: String, version: Int)?
  /// Quarters of a second for which the check has been under way.
  var ticks = 0
  var isCheckingInFull = false
  /// How far the check was with the last tick.
  var progress = CheckWatch.Progress()

  // MARK: The screen

  package internal(set) var width: Int
  package internal(set) var height: Int
  package internal(set) var phase = Phase.starting
  package internal(set) var step = 0
  package internal(set) var pane = Pane.content
  /// The focused line of each step.
  var focus: [Int: StepFocus] = [:]
  var typing: TextInput?
  /// What is wrong with the focused answer.
  var problem: String?
  package internal(set) var layers: [Layer] = []
  package internal(set) var dialog: Dialog?
  package internal(set) var panel = Panel.none
  /// Which file the panel shows, counted from the one that the question writes, and its first line.
  var panelFile = 0
  var panelScroll = 0
  var expanded: Set<Int> = []
  /// Questions that had a finding once: they stay on long forms, also when it is gone.
  var revealed: Set<String> = []
  var visited: Set<Int> = []
  /// What to say once, until the next key.
  package internal(set) var message: String?
  var hasMouse = false
  /// Keys that were typed while `isHoldingKeys`, for what they will find when it ends.
  var typedAhead: [Key] = []
  /// A question that was opened before the values to choose from were known.
  var awaitsSuggestions: String?

  // MARK: The review

  var reviewFile = 0
  /// Whether writing was asked for while the answers were being checked, and no key came since.
  var wantsToWrite = false
  var reviewScroll = 0
  var showsWholeFile = false
  /// A file of the review as wide as the screen.
  var isFileOpen = false

  package init(
    catalog: QuestionCatalog = .standard, width: Int, height: Int, isDryRun: Bool = false,
    checksInFull: Bool = false, suggestedQuestions: Set<String> = []
  ) {
    self.catalog = catalog
    self.width = width
    self.height = height
    self.isDryRun = isDryRun
    self.checksInFull = checksInFull
    self.suggestedQuestions = suggestedQuestions
    steps = Step.all(of: catalog)
  }

  // MARK: - What holds now

  /// Below this size there is a notice and nothing else.
  static let smallest = (width: 40, height: 10)

  package var isTooSmall: Bool { width < Self.smallest.width || height < Self.smallest.height }

  package var currentStep: Step { steps[step] }

  /// Whether something is under way that will report.
  package var isWaiting: Bool {
    phase != .asking || outlookVersion < version || isCheckingInFull
  }

  /// Where the keys go.
  package var scope: Scope {
    if dialog != nil { return .dialog }
    switch layers.last {
    case .page(let page):
      if page.typing != nil { return .text }
      if case .record = page.kind { return .record }
      return .list
    case .picker(let picker): return picker.isMultiple ? .choices : .choice
    case .finder: return .choice
    case .password: return .secret
    case .problems: return .problems
    case .conflict: return .conflict
    case .keys: return .keys
    case nil: break
    }
    if typing != nil { return .text }
    if pane == .steps { return .steps }
    if currentStep.kind == .review { return isFileOpen ? .file : .review }
    return .form
  }

  /// What was decided so far.
  var request: Services.Request { Services.Request(document, decisions: decisions) }

  /// Whether leaving would lose answers.
  var hasSomethingToLose: Bool { document != initial || layers.contains { $0.isChanged } }

  /// The question that has the focus, also inside of its lists.
  package var focusedQuestion: String? {
    for layer in layers.reversed() {
      switch layer {
      case .page(let page): return page.question
      case .picker(let picker): return picker.question
      case .password, .finder, .problems, .conflict, .keys: continue
      }
    }
    guard pane == .content, case .question(let id)? = focusedRow?.kind else { return nil }
    return id
  }

  /// The findings of a question.
  package func findings(of question: String) -> [Outlook.Finding] {
    (outlook?.findings ?? []).filter { $0.questions.contains(question) }
  }

  /// The step of a question.
  func stepIndex(of question: String) -> Int? {
    steps.firstIndex { $0.questions.contains(question) }
  }

  package init(
    start: Services.Start, catalog: QuestionCatalog = .standard, width: Int = 80,
    height: Int = 24
  ) {
    self.init(catalog: catalog, width: width, height: height)
    _ = handle(.started(.success(start)))
  }
}

extension WizardState.Layer {
  var isChanged: Bool {
    switch self {
    case .page(let page): page.isChanged
    case .picker(let picker): picker.chosen != picker.original
    case .password(let entry): !entry.first.isEmpty
    case .finder, .problems, .conflict, .keys: false
    }
  }
}
