import FlakeTemplates
import HostModel
import SourceText
import TreeWriter
import WizardUI

/// Finds the lines of the generated files that a question decides about, by answering it otherwise
/// and comparing the trees: true for every question and template, also for those to come.
struct QuestionInfluence {
  let hardware: Hardware
  let document: AnswersDocument
  let renderer: FlakeRenderer
  var catalog = QuestionCatalog.standard

  /// The record of all answers, which every question changes.
  private static let record = "answers.nix"

  func places(of id: String) -> Influence {
    guard let now = tree(document) else { return Influence(places: []) }
    for changed in alternatives(to: id) {
      guard let tree = tree(changed) else { continue }
      let places = Self.differences(now, tree)
      if !places.isEmpty { return Influence(places: places) }
    }
    return Influence(places: [])
  }

  /// The questions another answer to which would make a remark of the plan needless.
  func causes(of remark: Diagnostic) -> [String] {
    catalog.questions.map(\.id).filter { id in
      alternatives(to: id).contains { changed in
        guard let plan = plan(changed) else { return false }
        return !plan.remarks.contains { $0.code == remark.code }
      }
    }
  }

  /// The answers with a question answered otherwise, a few times.
  private func alternatives(to id: String) -> [AnswersDocument] {
    let answers = Answers.resolve(document, hardware: hardware, catalog: catalog).0
    guard let question = catalog[id], let value = answers[id: id]?.value else { return [] }
    let nowhere = SourceLocation(
      file: SourceFile(name: id, text: ""), span: SourceSpan(start: 0, end: 0))
    return others(than: value, question.type).map { other in
      var changed = document
      changed[id] = AnswersDocument.Given(value: other, location: nowhere)
      return changed
    }
  }

  private func plan(_ document: AnswersDocument) -> Plan? {
    let answers = Answers.resolve(document, hardware: hardware, catalog: catalog).0
    return try? Plan.make(hardware: hardware, answers: answers)
  }

  private func tree(_ document: AnswersDocument) -> RenderedTree? {
    plan(document).flatMap { try? renderer.render($0) }
  }

  /// The lines of `now` that the other tree does not have.
  private static func differences(_ now: RenderedTree, _ other: RenderedTree) -> [Influence.Place] {
    var places: [Influence.Place] = []
    for path in now.paths where path != record {
      guard let new = now[path], new != other[path] else { continue }
      var line = 0
      for difference in UnifiedDiff(path: path, old: other[path]?.bytes, new: new.bytes).lines {
        if difference.mark != .removed { line += 1 }
        if difference.mark == .added { places.append(.init(path: path, line: line)) }
      }
    }
    return places
  }

  /// A few other values of a type; at least one that is allowed, where that can be known.
  private func others(than value: AnswerValue, _ type: AnswerType) -> [AnswerValue] {
    switch (type, value) {
    case (.boolean, .boolean(let isOn)): return [.boolean(!isOn)]
    case (.integer(let range), .integer(let number)):
      return [.integer(number < range.upperBound ? number + 1 : range.lowerBound)]
    case (.choice(let choices), .text(let chosen)):
      return choices.map(\.value).filter { $0 != chosen }.prefix(3).map { .text($0) }
    case (.text(let rule), .text(let text)):
      let samples = [
        text + "x", text + "1", "sample", "/sample", "Europe/Paris", "de_DE.UTF-8", "",
      ]
      return samples.filter { $0 != text && rule.check($0) == nil }.prefix(2).map { .text($0) }
    case (.list(let element, _), .list(let values)):
      if !values.isEmpty { return [.list([]), .list(Array(values.dropLast()))] }
      return others(than: Self.blank(element), element).prefix(2).map { .list([$0]) }
    case (.records(let fields, let key, _), .list(let values)):
      if !values.isEmpty { return [.list([])] }
      let record = fields.reduce(into: [key: AnswerValue.text("sample")]) { record, field in
        if let standard = field.standard { record[field.name] = standard }
      }
      return [.list([.record(record)])]
    case (.settings, .record(let record)):
      return [record.isEmpty ? .record(["sample": .integer(1)]) : .record([:])]
    default: return []
    }
  }

  private static func blank(_ type: AnswerType) -> AnswerValue {
    switch type {
    case .boolean: .boolean(false)
    case .integer(let range): .integer(range.lowerBound)
    case .text, .choice: .text("")
    case .list, .records: .list([])
    case .settings: .record([:])
    }
  }
}
