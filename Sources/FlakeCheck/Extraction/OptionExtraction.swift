import NixEval
import NixLanguage

/// Reads the options of a nixpkgs into the rows of the facts.
struct OptionExtraction {
  let session: ExtractionSession
  let progress: (_ done: Int, _ total: Int) -> Void

  /// Where one unit of work begins: the names of two levels, or one of an option that is alone there.
  private typealias Place = [String]

  /// Submodules may hold themselves, as those of OpenLDAP do; no other option lies deeper.
  private static let depthLimit = 14

  /// Defaults longer than this are not kept: nothing depends on them, and 40 would be a tenth of all.
  private static let defaultLimit = 160

  struct Outcome {
    var rows: [[String]] = []
    var release = ""
    var library: [String] = []
  }

  func run() throws(EvaluationFailure) -> Outcome {
    var outcome = Outcome()
    let forced = try forcedOptions()
    let places = try session.unit { unit in
      let root = SetReader(set: unit.root.attributes, evaluator: unit.evaluator)
      outcome.release = try root.text("release") ?? ""
      outcome.library = try unit.names("lib", of: root)
      return try self.places(of: root, unit)
    }
    for (index, place) in places.enumerated() {
      progress(index, places.count)
      outcome.rows += try session.unit { unit in
        var walk = Walk(unit: unit, forced: forced)
        if let node = try node(at: place, unit) { try walk.visit(node, place) }
        return walk.rows
      }
    }
    progress(places.count, places.count)
    return outcome
  }

  private func places(of root: SetReader, _ unit: ExtractionSession.Unit) throws -> [Place] {
    guard let tree = try root.value("tree").flatMap(unit.set) else { return [] }
    return try tree.set.flatMap { entry -> [Place] in
      let name = unit.name(entry)
      guard let children = try unit.set(entry.value)?.value("children").flatMap(unit.set) else {
        return [[name]]
      }
      return children.set.map { [name, unit.name($0)] }
    }
  }

  private func node(at place: Place, _ unit: ExtractionSession.Unit) throws -> SetReader? {
    let root = SetReader(set: unit.root.attributes, evaluator: unit.evaluator)
    var level = try root.value("tree").flatMap(unit.set)
    var node: SetReader?
    for name in place {
      node = try level?.value(name).flatMap(unit.set)
      level = try node?.value("children").flatMap(unit.set)
    }
    return node
  }

  /// The options that are evaluated for every system: those whose values are there after the least of
  /// systems was evaluated. A mistake in their definitions is one even where nothing else uses them.
  private func forcedOptions() throws(EvaluationFailure) -> Set<[String]> {
    try session.unit { unit in
      let root = SetReader(set: unit.root.attributes, evaluator: unit.evaluator)
      _ = try root.text("toplevel")
      var found: Set<[String]> = []
      func visit(_ options: AttributeSet, _ path: [String]) throws {
        for entry in options {
          let path = path + [unit.name(entry)]
          let name = path.joined(separator: ".")
          guard let option = try unit.attempt(name, { try unit.set(entry.value) }) else { continue }
          if try option.text("_type") == "option" {
            guard let value = option.unevaluated("value"), value.isForced else { continue }
            found.insert(path)
            // The options of a single submodule are the names of its value.
            if let type = try option.value("type").flatMap(unit.set), value.isAttributes,
              try type.text("name") == "submodule"
            {
              for entry in value.attributes where entry.value.isForced {
                found.insert(path + [unit.name(entry)])
              }
            }
          } else {
            try visit(option.set, path)
          }
        }
      }
      if let options = try root.value("options") { try visit(options.attributes, []) }
      return found
    }
  }

  /// One way through the tree below a place.
  private struct Walk {
    let unit: ExtractionSession.Unit
    let forced: Set<[String]>
    var rows: [[String]] = []

    mutating func visit(_ node: SetReader, _ path: [String]) throws {
      guard path.count <= OptionExtraction.depthLimit else { return }
      let name = path.map(Self.written).joined(separator: ".")
      var children = try node.value("children")
      if let option = try node.value("option").flatMap(unit.set) {
        guard let row = try unit.attempt(name, { try row(of: option, name, path) }) else { return }
        rows.append(row)
        children = try unit.attempt(name) { try option.value("children") }
      }
      guard let children = try children.flatMap(unit.set) else { return }
      for entry in children.set {
        let path = path + [unit.name(entry)]
        let node = try unit.attempt(path.joined(separator: ".")) { try unit.set(entry.value) }
        if let node { try visit(node, path) }
      }
    }

    /// Names as the check asks for them, joined by dots; one that has dots itself stays whole.
    private static func written(_ name: String) -> String {
      name.contains(".") ? NixLiteral.quoted(name) : name
    }

    /// `option, type, flags, default, target`
    private func row(of option: SetReader, _ name: String, _ path: [String]) throws -> [String]? {
      let type = try unit.attempt(name) { try option.text("type") } ?? "unspecified"
      if let target = try option.text("target") { return [name, type, "-", "-", target] }
      if try isRemoved(option) { return [name, type, "x", "-", "-"] }
      var flags = ""
      if try option.boolean("readOnly") == true { flags += "r" }
      if try option.boolean("internal") == true { flags += "i" }
      if try option.boolean("hasDefault") == true { flags += "d" }
      if forced.contains(path) { flags += "f" }
      // One that does not evaluate is one that is not known.
      let fallback = (try? option.text("default")).flatMap { $0 } ?? "-"
      return [
        name, type, flags.isEmpty ? "-" : flags,
        fallback.utf8.count > OptionExtraction.defaultLimit ? "-" : fallback, "-",
      ]
    }

    /// What such options say, among other things.
    private static let removals = ["can no longer be used", "been removed", "been renamed"]

    /// Whether reading the option says that it is gone.
    private func isRemoved(_ option: SetReader) throws -> Bool {
      do { _ = try option.value("removal") } catch {
        let failure = unit.evaluator.export(error)
        if case .interrupted = failure.kind { throw error }
        return Self.removals.contains { failure.message.contains($0) }
      }
      return false
    }
  }
}
