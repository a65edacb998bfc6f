import HostModel
import NixEval
import SourceText

/// Looks for what a refusal of NixOS is about, once it was refused: the assertions that do not hold, each on
/// its own, and the user's definitions that have to do with it.
///
/// Assertions and warnings of NixOS have no place in the user's files. Most name an option. Of the others it is known which module of
/// NixOS they are in, and whoever meets one has set options that this module declares.
struct SystemInvestigation {
  let evaluator: Evaluator
  let sources: CheckedSources
  /// What `nixosSystem` gave.
  let system: Value
  private let definitions: UserDefinitions

  init(evaluator: Evaluator, sources: CheckedSources, system: Value) {
    self.evaluator = evaluator
    self.sources = sources
    self.system = system
    definitions = UserDefinitions(sources)
  }

  // MARK: Assertions

  /// A finding for each assertion that does not hold.
  func failedAssertions() throws -> [Diagnostic] {
    guard let config = try reader(system).value("config"), config.isAttributes else { return [] }
    let assertions = try reader(config).elements("assertions")
    return assertions.compactMap { assertion in
      // One that does not evaluate is not what the system was refused for.
      try? finding(forAssertion: assertion)
    }
  }

  private func finding(forAssertion assertion: Value) throws -> Diagnostic? {
    let assertion = try evaluator.force(assertion)
    guard assertion.isAttributes else { return nil }
    let reader = SetReader(set: assertion.attributes, evaluator: evaluator)
    guard try reader.boolean("assertion") == false else { return nil }
    let message = sources.shown(try reader.text("message") ?? "an assertion does not hold")
    let written = ["assertion", "message"].compactMap { name in
      assertion.attributes.find(evaluator.symbols.intern(name)).flatMap {
        evaluator.place(of: $0.position)
      }
    }
    var finding = ErrorFinding.diagnostic(.error, code: "failed-assertion", message)
    if let own = written.lazy.compactMap(sources.location).first {
      finding.location = own
      for place in definitions.deciding(at: own, sources) {
        finding.notes.append(.init("this has to do with it", at: place))
      }
    } else {
      let words = MessageWords(message)
      place(&finding, words, modules: written.compactMap { $0.filePath })
      guess(&finding, words)
    }
    return finding
  }

  // MARK: Places

  /// Gives a finding without a place the definitions that it is about.
  ///
  /// - Parameter trace: what was being evaluated, innermost first.
  func place(_ finding: inout Diagnostic, message: String, trace: [String] = []) {
    guard finding.location == nil else { return }
    let words = MessageWords(message)
    if message.contains("Refusing to evaluate package '") {
      finding.location = ValueLocator(sources).refusedPackage(message)
    }
    place(&finding, words, modules: Self.modules(named: message))
    for step in trace where finding.location == nil {
      let found =
        MessageWords(step).option.map(definitions.related)
        ?? Self.modules(named: step).flatMap(definitions(declaredIn:))
      let best = ranked(found, words)
      // Where the message says no word of any, each may be the one.
      if best.contains(where: { saying(words, $0) > 0 }) {
        place(&finding, best)
      } else if finding.notes.allSatisfy({ $0.location == nil }) {
        for other in (best + found.filter { !best.contains($0) }).prefix(3) {
          finding.notes.append(.init("this may have to do with it", at: other.location))
        }
      }
    }
    for name in ErrorFinding.quotedParts(message) where finding.location == nil {
      finding.location = ValueLocator(sources).word(name)
    }
  }

  private func place(_ finding: inout Diagnostic, _ words: MessageWords, modules: [String]) {
    let named = ([words.option].compactMap { $0 } + words.paths).flatMap(definitions.related)
    place(&finding, ranked(named, words))
    if finding.location == nil {
      place(&finding, modules.flatMap { ranked(definitions(declaredIn: $0), words).prefix(1) })
    }
    if finding.location == nil {
      place(&finding, ranked(words.paths.flatMap(definitions.nearest), words))
    }
  }

  /// The definitions that have a word in common with a message, if nothing better is known.
  private func guess(_ finding: inout Diagnostic, _ words: MessageWords) {
    let said = definitions.all.filter { definition in
      definition.path.last.map { $0.utf8.count > 4 && words.words.contains($0) } ?? false
    }
    place(&finding, ranked(said, words))
    place(&finding, ranked(words.paths.flatMap(definitions.naming), words))
    place(&finding, words.paths.flatMap(definitions.whereBelongs))
  }

  private func place(_ finding: inout Diagnostic, _ found: [UserDefinitions.Definition]) {
    guard finding.location == nil, let first = found.first else { return }
    finding.location = first.location
    var told: Set<SourceLocation> = [first.location]
    for other in found.dropFirst() where told.count < 4 {
      guard told.insert(other.location).inserted else { continue }
      finding.notes.append(.init("this has to do with it", at: other.location))
    }
  }

  /// Those that the message says most words of, and where it says none, `enable` before the others.
  private func ranked(
    _ found: [UserDefinitions.Definition], _ words: MessageWords
  ) -> [UserDefinitions.Definition] {
    func rank(_ definition: UserDefinitions.Definition) -> Int {
      2 * saying(words, definition) + (definition.path.last == "enable" ? 1 : 0)
    }
    let best = found.map(rank).max() ?? 0
    return found.filter { rank($0) == best }
  }

  /// How many parts of a definition a message says.
  private func saying(_ words: MessageWords, _ definition: UserDefinitions.Definition) -> Int {
    (definition.path + definition.texts).count { words.words.contains($0) }
  }

  /// The user's definitions of options that a module of NixOS declares.
  private func definitions(declaredIn module: String) -> [UserDefinitions.Definition] {
    guard let wanted = Self.moduleName(module), let options = try? reader(system).value("options")
    else { return [] }
    var known: [[String]: Bool] = [:]
    return definitions.all.filter { definition in
      guard let (option, path) = try? option(definition.path, in: options) else { return false }
      if let isDeclared = known[path] { return isDeclared }
      let files = try? SetReader(set: option.attributes, evaluator: evaluator)
        .elements("declarations").map { try evaluator.force($0) }
      let isDeclared = (files ?? []).contains {
        $0.isString && Self.moduleName($0.string.text) == wanted
      }
      known[path] = isDeclared
      return isDeclared
    }
  }

  /// The option that a definition belongs to, which may be one within its value, and its path.
  private func option(
    _ path: [String], in options: Value
  ) throws -> (option: Value, path: [String])? {
    var current = options
    for (index, name) in path.enumerated() {
      guard current.isAttributes, let next = try reader(current).value(name), next.isAttributes
      else { return nil }
      if try reader(next).text("_type") == "option" { return (next, Array(path[...index])) }
      current = next
    }
    return nil
  }

  /// What comes after `nixos/modules/` in a path, which differs between the source and its store path.
  private static func moduleName(_ path: String) -> String? {
    let parts = path.split(separator: "/")
    guard
      let start = parts.indices.dropFirst().last(where: {
        parts[$0] == "modules" && parts[$0 - 1] == "nixos"
      }), start + 1 < parts.endIndex
    else { return nil }
    return parts[(start + 1)...].joined(separator: "/")
  }

  /// The files of NixOS that a message names.
  private static func modules(named message: String) -> [String] {
    var seen: Set<String> = []
    return message.split(whereSeparator: { "`'\", \n:".contains($0) }).map(String.init)
      .filter { moduleName($0) != nil && $0.hasSuffix(".nix") && seen.insert($0).inserted }
  }

  private func reader(_ value: Value) -> SetReader {
    SetReader(set: value.attributes, evaluator: evaluator)
  }
}
