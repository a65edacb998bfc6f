package import HostModel
package import SourceText

/// What the wizard lets others do: it asks questions and edits answers, nothing else. All of this runs
/// away from the screen, on one thread, one after another.
package struct Services: Sendable {
  /// What the wizard starts from.
  package struct Start: Sendable {
    package var hardware: Hardware
    /// What the probe found, in words: subject and value.
    package var facts: [(subject: String, value: String)]
    package var document: AnswersDocument
    /// The answers of a session that did not end.
    package var draft: AnswersDocument?
    /// The folder of the flake.
    package var target: String
    package var remarks: [Diagnostic]

    package init(
      hardware: Hardware, facts: [(subject: String, value: String)], document: AnswersDocument,
      draft: AnswersDocument? = nil, target: String, remarks: [Diagnostic] = []
    ) {
      self.hardware = hardware
      self.facts = facts
      self.document = document
      self.draft = draft
      self.target = target
      self.remarks = remarks
    }
  }

  /// Everything that a person has decided.
  package struct Request: Sendable, Equatable {
    package var document: AnswersDocument
    /// About edits that exclude changes, by path.
    package var decisions: [String: [EditConflict: EditConflict.Decision]]

    package init(
      _ document: AnswersDocument, decisions: [String: [EditConflict: EditConflict.Decision]] = [:]
    ) {
      self.document = document
      self.decisions = decisions
    }
  }

  /// A change of one answer that makes a finding go away and brings no other error.
  package struct Repair: Sendable, Equatable {
    package var question: String
    /// Nil for the default.
    package var value: AnswerValue?

    package init(question: String, value: AnswerValue?) {
      self.question = question
      self.value = value
    }
  }

  /// A place where an edit excludes a change, for an editor.
  package struct Edit: Sendable, Equatable {
    package var path: String
    package var place: EditConflict
    /// What the editor left the last time; nil to begin with all versions between markers.
    package var text: [UInt8]?

    package init(path: String, place: EditConflict, text: [UInt8]? = nil) {
      self.path = path
      self.place = place
      self.text = text
    }
  }

  /// What an editor made of it.
  package enum Edited: Sendable, Equatable {
    /// The lines that the file is to have.
    case decided([UInt8])
    /// Something is to be mended in the text first, which waits for the next time.
    case unfinished([UInt8], Diagnostic)
    /// Nothing has changed.
    case failed(Diagnostic)
  }

  /// Diagnostics with which something failed.
  package struct Failure: Error, Sendable {
    package var diagnostics: [Diagnostic]

    package init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
  }

  /// Probes the machine and reads answers.
  package var start: @Sendable () -> Result<Start, Failure>
  /// Known values for questions that take others too, such as names of packages, by question.
  package var suggestions: @Sendable () -> [String: [AnswerType.Choice]]
  /// The questions of `suggestions`.
  package var suggestedQuestions: Set<String>
  /// Plans, renders and checks; against a whole nixpkgs only when asked to. Nil when it was stopped.
  package var outlook: @Sendable (Request, _ inFull: Bool, CheckWatch) -> Outlook?
  /// The lines that a question decides about, in the files that answers lead to.
  package var influence: @Sendable (AnswersDocument, _ question: String) -> Influence
  /// Checks once more and writes the files; gives what to say at the end. Stopped while it checks,
  /// it writes nothing.
  package var write: @Sendable (Request, CheckWatch) -> Result<String, Failure>
  /// Writes files with both texts beside those in conflict; gives their paths.
  package var writeSideFiles: @Sendable (Request) -> Result<[String], Failure>
  /// Lets somebody edit the texts of a place where an edit excludes a change.
  package var edit: @Sendable (Edit, _ editor: (_ path: String) -> Diagnostic?) -> Edited
  /// Writes the answers alone into a file; gives its path.
  package var saveAnswers: @Sendable (AnswersDocument, _ path: String) -> Result<String, Failure>
  /// Saves the text of a screen; gives the path.
  package var saveScreen: @Sendable (String) -> Result<String, Failure>
  /// The changes of one answer that make a finding go away, of the questions behind it.
  package var repairs: @Sendable (Request, Outlook.Finding) -> [Repair]
  /// Keeps the answers for the case that the session does not end; nil forgets them.
  package var keepDraft: @Sendable (AnswersDocument?) -> Void
  /// Whether a nixpkgs is at hand for a check in full.
  package var checksInFull: Bool
  /// Whether nothing is ever written.
  package var isDryRun: Bool

  package init(
    start: @escaping @Sendable () -> Result<Start, Failure>,
    suggestions: @escaping @Sendable () -> [String: [AnswerType.Choice]],
    suggestedQuestions: Set<String>,
    outlook: @escaping @Sendable (Request, Bool, CheckWatch) -> Outlook?,
    influence: @escaping @Sendable (AnswersDocument, String) -> Influence,
    write: @escaping @Sendable (Request, CheckWatch) -> Result<String, Failure>,
    writeSideFiles: @escaping @Sendable (Request) -> Result<[String], Failure>,
    edit: @escaping @Sendable (Edit, (String) -> Diagnostic?) -> Edited,
    saveAnswers: @escaping @Sendable (AnswersDocument, String) -> Result<String, Failure>,
    saveScreen: @escaping @Sendable (String) -> Result<String, Failure>,
    repairs: @escaping @Sendable (Request, Outlook.Finding) -> [Repair],
    keepDraft: @escaping @Sendable (AnswersDocument?) -> Void, checksInFull: Bool,
    isDryRun: Bool
  ) {
    self.start = start
    self.suggestions = suggestions
    self.suggestedQuestions = suggestedQuestions
    self.outlook = outlook
    self.influence = influence
    self.write = write
    self.writeSideFiles = writeSideFiles
    self.edit = edit
    self.saveAnswers = saveAnswers
    self.saveScreen = saveScreen
    self.repairs = repairs
    self.keepDraft = keepDraft
    self.checksInFull = checksInFull
    self.isDryRun = isDryRun
  }
}

/// What happens to the wizard.
package enum Event: Sendable {
  case key(Key)
  case resize(width: Int, height: Int)
  /// Ctrl-C.
  case interrupt
  /// A quarter of a second has passed while something is under way.
  case tick(CheckWatch.Progress)
  case started(Result<Services.Start, Services.Failure>)
  case suggestions([String: [AnswerType.Choice]])
  /// Nil when the check was stopped.
  case outlook(Outlook?, version: Int, inFull: Bool)
  case influence(Influence, question: String, version: Int)
  case hashed(String?)
  case written(Result<String, Services.Failure>)
  case saved(Result<String, Services.Failure>)
  case repairs([Services.Repair], finding: Outlook.Finding, version: Int)
  /// There is no such program to give the terminal to.
  case shellMissing(String)
  case sideFilesWritten(Result<[String], Services.Failure>)
  case edited(Services.Edited, of: Services.Edit)
}

/// What the wizard wants done.
package enum Effect: Sendable {
  case start
  case suggest
  /// Also keeps the draft.
  case outlook(Services.Request, version: Int, inFull: Bool)
  case influence(AnswersDocument, question: String, version: Int)
  case hash(Secret)
  case write(Services.Request)
  case writeSideFiles(Services.Request)
  /// Gives the terminal to an editor.
  case edit(Services.Edit)
  case saveAnswers(AnswersDocument, path: String)
  case saveScreen(String)
  case repair(Services.Request, Outlook.Finding, version: Int)
  /// Gives the terminal to a shell.
  case shell
  case forgetDraft
  /// Ends the check that is under way.
  case stopCheck
  case redraw
  case suspend
  case mouse(Bool)
  case leave(Ending)

  /// How the wizard ends.
  package enum Ending: Sendable, Equatable {
    /// The files are written; what to say about it.
    case written(String)
    /// Nothing is written; what to say, empty for nothing.
    case left(String)
    case failed([Diagnostic])

    /// Nothing is written, and the answers wait for the next start.
    package static func leftKeeping(isDryRun: Bool) -> Ending {
      .left(
        isDryRun
          ? "Nothing was written, and --dry-run keeps no answers."
          : "Nothing was written. The answers are kept: the next start offers them.")
    }
  }
}
