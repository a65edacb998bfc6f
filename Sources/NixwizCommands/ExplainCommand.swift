import ArgumentParser
import FlakeTemplates
import HostModel
import SourceText
import TextFormats
import TreeWriter

/// `nixwiz explain`: why an option of a generated flake has its value.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say why an option of a generated flake has its value.",
    discussion: """
      Names the place, the rule, the answers and the facts behind every option that nixwiz sets, \
      made again from the answers and the hardware that the flake was made from.
      """)

  @Argument(
    help: ArgumentHelp(
      "An option such as hardware.nvidia.open, a group of options, or file:line.",
      valueName: "option"))
  var target: String

  @Argument(
    help: "The folder of the flake; the current one, or nixos-config in it, unless given.",
    completion: .directory)
  var folder: String?

  @OptionGroup var host: HostOption

  @Flag(help: "Print the explanations as JSON.")
  var json = false

  func run() throws {
    let explained = try ExplainedTree(folder: folder, host: host.name)
    Console.error.write(explained.problems)
    let entries = try explained.entries(for: target)
    Console.output.write(json ? ExplainText.json(entries) : ExplainText.text(entries))
  }
}

/// The tree of a folder with the plan that it was made from.
struct ExplainedTree {
  /// One definition and why it is there.
  struct Entry {
    var definition: OptionDefinition
    /// Nil for a definition of the user's own.
    var explanation: OptionExplanation?
    /// The answers that take part.
    var answers: [(id: String, answer: Answer)] = []
    var facts: [String] = []
    /// What nixwiz wrote, where the file says something else by now.
    var generated: String?
  }

  let folder: String
  private(set) var problems: [Diagnostic] = []
  private let hardware: Hardware
  private let plan: Plan
  /// What nixwiz would write, by file.
  private let generated: [OptionDefinition]
  /// What stands in the folder.
  private let written: [OptionDefinition]

  init(folder name: String?, host: String?) throws {
    let (writer, snapshot) = try TreeFolder.open(name)
    folder = writer.target
    let roster = try HostRoster(folder, snapshot)
    let chosen =
      try host.map(HostRoster.checked) ?? HostRun.hostName.flatMap {
        roster.names.contains($0) ? $0 : nil
      } ?? roster.first
    let isFirst = chosen == nil || chosen == roster.first
    let fleet = try roster.fleet(subject: isFirst ? nil : chosen)
    let place = HostPlace(chosen ?? "", isFirst: isFirst)
    var sources = try AnswerSources.read(nil, file: place.answers, target: folder)
    if let first = fleet.first { sources.join(first.document) }
    let document = sources.document
    problems = sources.problems
    // The name of the host depends on no hardware, and names the record of its machine.
    let name = chosen ?? Answers.resolve(document, hardware: Hardware()).0[.hostName]
    guard let file = roster.record(of: name, isFirst: isFirst) else {
      throw CommandFailure(
        .usage, code: "no-record", "\(folder) holds no record of the machine of \(name)",
        fix: roster.further.isEmpty
          ? "give the folder that `nixwiz generate` wrote"
          : "name one of the hosts \(roster.names.joined(separator: ", "))")
    }
    hardware = try HostRoster.decode(file)
    let (resolved, found) = Answers.resolve(document, hardware: hardware)
    problems += found
    do { plan = try Plan.make(hardware: hardware, answers: resolved) } catch {
      throw CommandFailure(.usage, problems + error.diagnostics)
    }
    let tree: RenderedTree
    do { tree = try FlakeRenderer().render(plan) } catch {
      throw CommandFailure(.usage, error.diagnostics)
    }
    var generated: [OptionDefinition] = []
    var written: [OptionDefinition] = []
    for lone in tree.paths where lone.hasSuffix(".nix") && lone != AnswerSources.fileName {
      // A further host has its own files, or shares those of the first one.
      let own = place.path(ofLone: lone)
      let path = snapshot.manifest?.files[own] == nil ? lone : own
      if let bytes = tree[lone]?.bytes {
        generated += OptionDefinition.all(in: SourceFile(name: path, bytes: bytes))
      }
      if let file = try InputFile.readIfPresent("\(folder)/\(path)") {
        written += OptionDefinition.all(in: SourceFile(name: path, bytes: file.bytes))
      }
    }
    self.generated = generated
    self.written = written
  }

  /// The definitions that are meant; throws when there is none.
  func entries(for target: String) throws -> [Entry] {
    if let place = Self.place(target) { return try entries(at: place.file, line: place.line) }
    let path = target.split(separator: ".").map(Self.bare)
    let found = written.filter { $0.path.starts(with: path) }
    guard found.isEmpty else { return found.map(entry) }
    let nearest = Suggestion.nearest(to: target, among: written.lazy.map(\.name))
    throw CommandFailure(
      .invalidConfiguration, code: "option-not-set", "nothing in \(folder) sets \(target)",
      fix: nearest.map { "did you mean \($0)?" }
        ?? "name an option that a file of the flake sets, or a file with a line")
  }

  private func entries(at file: String, line: Int) throws -> [Entry] {
    let inside = written.filter { file == $0.file || file.hasSuffix("/\($0.file)") }
    let found = inside.filter { $0.lines.contains(line) }
    guard found.isEmpty else { return found.map(entry) }
    throw CommandFailure(
      .invalidConfiguration, code: "option-not-set",
      inside.isEmpty
        ? "\(file) is no file of \(folder) that sets options"
        : "line \(line) of \(file) sets no option",
      fix: inside.first.map { "line \($0.lines.lowerBound) sets \($0.name)" })
  }

  private func entry(_ definition: OptionDefinition) -> Entry {
    let ours = generated.first { $0.file == definition.file && $0.path == definition.path }
    guard let ours, let explanation = OptionExplanation.of(definition, in: plan, on: hardware)
    else {
      return Entry(definition: definition)
    }
    return Entry(
      definition: definition, explanation: explanation,
      answers: explanation.questions.compactMap { id in
        plan.answers[id: id].map { (id, $0) }
      },
      facts: explanation.facts,
      generated: ours.value == definition.value ? nil : ours.value)
  }

  /// `modules/graphics.nix:12`
  private static func place(_ target: String) -> (file: String, line: Int)? {
    let parts = target.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count >= 2, let line = Int(parts[1]), line > 0, parts[0].hasSuffix(".nix") else {
      return nil
    }
    return (String(parts[0]), line)
  }

  /// A name of an option path as it is, without the quotes of Nix.
  private static func bare(_ name: Substring) -> String {
    name.count >= 2 && name.hasPrefix("\"") && name.hasSuffix("\"")
      ? String(name.dropFirst().dropLast()) : String(name)
  }
}

/// Explanations for people and as JSON.
enum ExplainText {
  static func text(_ entries: [ExplainedTree.Entry]) -> String {
    entries.map(text).joined(separator: "\n")
  }

  private static func text(_ entry: ExplainedTree.Entry) -> String {
    let definition = entry.definition
    var out = "\(Terminal.visible(definition.name)) = \(brief(definition.value))\n"
    func line(_ name: String, _ text: String) {
      let margin = String(repeating: " ", count: 9 - name.count)
      out += "  \(name)\(margin)\(Terminal.visible(text))\n"
    }
    line("place", "\(definition.file):\(definition.lines.lowerBound)")
    guard let explanation = entry.explanation else {
      line("rule", "your own: nixwiz did not write this")
      return out
    }
    if let generated = entry.generated { line("edited", "nixwiz wrote \(brief(generated))") }
    line("rule", explanation.rule)
    let isPlain = explanation.reason.isEmpty || explanation.reason == DefaultAnswer.standard
    if !isPlain, !explanation.origin.isAnswer {
      line("because", "\(explanation.reason) (\(explanation.origin.name))")
    }
    for (id, answer) in entry.answers { line("answer", words(id, answer)) }
    for fact in entry.facts { line("fact", fact) }
    return out
  }

  private static func words(_ id: String, _ answer: Answer) -> String {
    let value = "\(id) = \(AnswerText.brief(answer.value))"
    guard case .answer(let location) = answer.origin else {
      return answer.isStandard
        ? "\(value), the default" : "\(value), by default: \(answer.reason)"
    }
    let position = location.position
    return "\(value), at \(location.file.name):\(position.line):\(position.column)"
  }

  /// The value on one line.
  private static func brief(_ value: String) -> String {
    let words = value.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    return Terminal.visible(words.count <= 70 ? words : words.prefix(69) + "…")
  }

  static func json(_ entries: [ExplainedTree.Entry]) -> String {
    var writer = JSONWriter(pretty: true)
    writer.beginArray()
    for entry in entries {
      writer.beginObject()
      member("option", entry.definition.name, &writer)
      member("value", entry.definition.value, &writer)
      member("file", entry.definition.file, &writer)
      writer.key("line")
      writer.integer(entry.definition.lines.lowerBound)
      if let explanation = entry.explanation {
        member("rule", explanation.rule, &writer)
        member("reason", explanation.reason, &writer)
        member("origin", explanation.origin.name, &writer)
        list("answers", entry.answers.map { words($0.id, $0.answer) }, &writer)
        list("facts", entry.facts, &writer)
        if let generated = entry.generated { member("generated", generated, &writer) }
      } else {
        member("origin", "user", &writer)
      }
      writer.endObject()
    }
    writer.endArray()
    return String(decoding: writer.bytes, as: UTF8.self) + "\n"
  }

  private static func member(_ name: String, _ text: String, _ writer: inout JSONWriter) {
    writer.key(name)
    writer.string(text)
  }

  private static func list(_ name: String, _ texts: [String], _ writer: inout JSONWriter) {
    writer.key(name)
    writer.beginArray()
    for text in texts { writer.string(text) }
    writer.endArray()
  }
}
