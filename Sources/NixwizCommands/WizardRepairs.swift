import HostModel
import SourceText
import Synchronization
import TreeWriter
import WizardUI

extension WizardSession {
  /// More changes are not tried: each is planned, rendered and checked, which takes 20 ms.
  private static let maximumTries = 40

  /// The changes of one answer, of the questions behind a finding, with which it is not found any
  /// more and no other error is. They are found by trying, so that no finding needs a repair of its
  /// own; what the message proposes is tried first.
  func repairs(of finding: Outlook.Finding, in request: Services.Request) -> [Services.Repair] {
    guard let before = findings(of: request.document) else { return [] }
    let errors = before.count { $0.severity == .error } - (finding.isError ? 1 : 0)
    guard let hardware = begun.withLock({ $0?.hardware }) else { return [] }
    let answers = Answers.resolve(request.document, hardware: hardware).0
    let candidates = finding.questions.flatMap { id in
      RepairCandidates(
        finding.diagnostic, answers: answers, id: id,
        standard: Answers.resolve(request.document.without(id), hardware: hardware).0[id: id]?.value
      )?.all ?? []
    }
    return candidates.prefix(Self.maximumTries).filter { repair in
      guard let document = request.document.applying(repair),
        let after = findings(of: document)
      else { return false }
      let isGone = !after.contains {
        $0.code == finding.diagnostic.code && $0.message == finding.diagnostic.message
      }
      return isGone && after.count { $0.severity == .error } <= errors
    }
  }

  /// What the plan and the check say about answers; nil without a machine.
  private func findings(of document: AnswersDocument) -> [Diagnostic]? {
    guard let begun = begun.withLock({ $0 }) else { return nil }
    let (answers, problems) = Answers.resolve(document, hardware: begun.hardware)
    do {
      let plan = try Plan.make(hardware: begun.hardware, answers: answers)
      let generation = try Generation(
        plan: plan, document: document, fleet: begun.fleet, problems: problems,
        hardware: begun.hardware, renderer: begun.renderer)
      return generation.remarks + (try check.run(generation.tree, nixpkgs: nil)).findings
    } catch let error as PlanFailure {
      return problems + error.diagnostics
    } catch let failure as CommandFailure {
      return failure.diagnostics
    } catch { return nil }
  }

  /// Saves a screen under the first free number in the folder of the process.
  static func saveScreen(_ text: String) -> Result<String, Services.Failure> {
    var last: [Diagnostic] = []
    for number in 1...99 {
      let path = "nixwiz-screen-\(number).txt"
      do throws(WriteFailure) {
        try PrivateFile.write(Array(text.utf8), to: path, replacing: false)
        return .success(path)
      } catch { last = error.diagnostics }
    }
    return .failure(Services.Failure(last))
  }
}

/// The values of a question that may mend a finding.
struct RepairCandidates {
  private let finding: Diagnostic
  private let question: Question
  private let current: Answer
  private let standard: AnswerValue?

  /// - Parameter standard: the value of the question without an answer.
  init?(_ finding: Diagnostic, answers: Answers, id: String, standard: AnswerValue?) {
    guard let question = QuestionCatalog.standard[id], let current = answers[id: id] else {
      return nil
    }
    self.finding = finding
    self.question = question
    self.current = current
    self.standard = standard
  }

  /// What the message proposes, the default, then what else the question takes.
  var all: [Services.Repair] {
    var values: [AnswerValue?] = proposed + (current.origin.isAnswer ? [nil] : [])
    switch (question.type, current.value) {
    case (.boolean, .boolean(let isOn)): values.append(.boolean(!isOn))
    case (.choice(let choices), _): values += choices.map { .text($0.value) }
    case (.integer, .integer(let number)): values += [.integer(number + 1), .integer(number - 1)]
    case (.list, .list(let entries)):
      values += entries.indices.map { index in
        .list(entries.enumerated().filter { $0.offset != index }.map(\.element))
      }
    default: break
    }
    // The default is among them by not being an answer.
    var seen: [AnswerValue?] = [current.value] + (standard.map { [$0] } ?? [])
    return values.compactMap { value in
      guard !seen.contains(value), value.map(isGood) ?? true else { return nil }
      seen.append(value)
      return Services.Repair(question: question.id, value: value)
    }
  }

  private func isGood(_ value: AnswerValue) -> Bool {
    let typed = SourceFile(name: question.id, text: "")
    let (checked, problems) = question.type.checked(value, name: question.id, typed: typed)
    return checked != nil && !problems.contains { $0.severity == .error }
  }

  /// Words in quotes and numbers of the message and its way out, as values of the question. In a list
  /// each takes the place of every entry in turn.
  private var proposed: [AnswerValue?] {
    let text = [finding.fix ?? "", finding.message].joined(separator: " ")
    let words = Self.quoted(text)
    switch (question.type, current.value) {
    case (.text, _): return words.map { .text($0) }
    case (.integer, _):
      return text.split { !$0.isNumber }.compactMap { Int($0).map { .integer($0) } }
    case (.list(.text, _), .list(let entries)):
      return words.flatMap { word in
        entries.indices.map { index in
          var entries = entries
          entries[index] = .text(word)
          return .list(entries)
        }
      }
    default: return []
    }
  }

  /// The texts between pairs of \", ` or '.
  private static func quoted(_ text: String) -> [String] {
    var words: [String] = []
    for quote in ["\"", "`", "'"] as [Character] {
      let parts = text.split(separator: quote, omittingEmptySubsequences: false)
      words += parts.indices.dropLast().filter { $0 % 2 == 1 }.map { String(parts[$0]) }
    }
    return words
  }
}

extension AnswersDocument {
  fileprivate func without(_ id: String) -> AnswersDocument {
    var document = self
    document[id] = nil
    return document
  }

  /// The answers with a repair; nil when its value is none of the question's.
  fileprivate func applying(_ repair: Services.Repair) -> AnswersDocument? {
    var document = self
    guard let value = repair.value else {
      document[repair.question] = nil
      return document
    }
    let typed = SourceFile(name: repair.question, text: "")
    guard let question = QuestionCatalog.standard[repair.question],
      let given = question.type.checked(value, name: repair.question, typed: typed).0
    else { return nil }
    document[repair.question] = given
    return document
  }
}
