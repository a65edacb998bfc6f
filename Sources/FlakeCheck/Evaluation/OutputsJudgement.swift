import NixEval
import SourceText

/// The judgement of the outputs of a flake that are no hosts, each on its own.
struct OutputsJudgement {
  let evaluator: Evaluator
  let sources: CheckedSources
  /// Whether a real nixpkgs is evaluated, so that nothing is unknown and errors count everywhere.
  let isFull: Bool
  /// Told of what does not evaluate.
  let fail: (EvaluationFailure) -> Void
  /// Told of what is wrong with the shape of the outputs.
  let find: (Diagnostic) -> Void

  private var shapes: OutputShapeJudgement {
    OutputShapeJudgement(evaluator: evaluator, sources: sources, isFull: isFull, find: find)
  }

  /// For outputs that no system needs: a formatter takes seconds to evaluate, and a check may take minutes.
  /// As against the facts, what is written at the very place is judged.
  private var plainShapes: OutputShapeJudgement {
    OutputShapeJudgement(evaluator: evaluator, sources: sources, isFull: false, find: find)
  }

  /// The outputs whose members the facts can tell something of, and which are evaluated deeply.
  private static let thorough: Set<String> = ["packages", "devShells"]

  /// The outputs that go by system, and what they are made of.
  func outputsBySystem(_ outputs: SetReader) {
    for (name, shape, isSet) in OutputShape.bySystem {
      guard let output = entry(name, of: outputs) else { continue }
      guard let found = forced(output), !shapes.isOpen(found),
        shapes.isSet(found, of: output, named: name), !isPackage(found, of: output, named: name)
      else { continue }
      let systems = systems(found.attributes, of: name).filter { $0.name.hasSuffix("-linux") }
      if Self.thorough.contains(name) {
        for (system, entry) in systems {
          attempt { try members(entry, "\(name).\(system)", shape, isThorough: true) }
        }
        continue
      }
      // Of the others one system tells what all have.
      guard name != "legacyPackages",
        let (system, entry) = systems.first(where: { $0.name == "x86_64-linux" }) ?? systems.first
      else { continue }
      let path = "\(name).\(system)"
      attemptUnlessUnknown {
        if isSet {
          try members(entry, path, shape, isThorough: false)
        } else if plainShapes.isJudged(entry) {
          try plainShapes.judge(try evaluator.force(entry.slot), of: entry, named: path, as: shape)
        }
      }
    }
  }

  /// Whether a package stands where there should be a set of them by system, which is told.
  private func isPackage(_ value: Value, of entry: AttributeEntry, named name: String) -> Bool {
    guard (try? evaluator.isDerivation(value)) == true else { return false }
    find(
      .error(
        "not-a-system", "the output \(name) must have a set of systems, but is a package",
        at: shapes.place(of: entry).location, fix: "write \(name).x86_64-linux"))
    return true
  }

  /// The systems that an output has, without what is none.
  private func systems(
    _ output: AttributeSet, of name: String
  ) -> [(name: String, entry: AttributeEntry)] {
    var systems: [(name: String, entry: AttributeEntry)] = []
    for entry in output {
      let system = evaluator.symbols.name(entry.symbol).text
      let location = evaluator.place(of: entry.position).flatMap(sources.location)
      // What stands for something unknown has every name that the tree mentions.
      if location == nil, !isFull {
        if OutputNames.isKnownSystem(system) { systems.append((system, entry)) }
        continue
      }
      if !OutputNames.isSystem(system) {
        find(
          .error(
            "not-a-system", "'\(system)' is not a valid system type, in the output \(name)",
            at: location, fix: "write \(name).x86_64-linux.\(system)"))
      } else {
        if !OutputNames.isKnownSystem(system) {
          find(
            .warning(
              "not-a-system", "'\(system)' is a system that does not exist, in the output \(name)",
              at: location,
              fix: OutputNames.nearestSystem(to: system).map { "did you mean `\($0)`?" }))
        }
        systems.append((system, entry))
      }
    }
    return systems.sorted { $0.name < $1.name }
  }

  /// What one system has of an output.
  private func members(
    _ entry: AttributeEntry, _ path: String, _ shape: OutputShape, isThorough: Bool
  ) throws {
    let shapes = isThorough ? shapes : plainShapes
    let members = try evaluator.force(entry.slot)
    guard shapes.isSet(members, of: entry, named: path) else { return }
    for member in try evaluator.sortedByName(members.attributes) {
      guard isThorough || shapes.isJudged(member) else { continue }
      let value = try evaluator.force(member.slot)
      let name = evaluator.symbols.name(member.symbol).text
      try shapes.judge(value, of: member, named: "\(path).\(name)", as: shape)
      guard isThorough, value.isAttributes else { continue }
      _ = try SetReader(set: value.attributes, evaluator: evaluator).value("drvPath")
    }
  }

  /// The outputs that are for all systems. Those that Nix evaluates but does not look into are evaluated
  /// where a real nixpkgs is at hand; otherwise a file that is imported is.
  func otherOutputs(_ outputs: SetReader) {
    everything(outputs)
    defaultTemplate(outputs)
    for (name, shape) in [
      ("nixosModules", OutputShape.anything), ("templates", .template), ("hydraJobs", .jobs),
    ] {
      guard let output = entry(name, of: outputs) else { continue }
      let shapes = name == "hydraJobs" ? plainShapes : shapes
      attemptUnlessUnknown {
        let members = try evaluator.force(output.slot)
        guard shapes.isSet(members, of: output, named: name) else { return }
        for member in try evaluator.sortedByName(members.attributes)
        where shapes.isJudged(member) {
          let path = "\(name).\(evaluator.symbols.name(member.symbol).text)"
          // Files outside of the flake are refused without anything that the facts may lack.
          attempt {
            try shapes.judge(
              try evaluator.force(member.slot), of: member, named: path, as: shape)
          }
        }
      }
    }
  }

  /// A template of the time before there could be several.
  private func defaultTemplate(_ outputs: SetReader) {
    guard let entry = entry("defaultTemplate", of: outputs), shapes.isJudged(entry) else { return }
    attemptUnlessUnknown {
      try shapes.judge(
        try evaluator.force(entry.slot), of: entry, named: "defaultTemplate", as: .template)
    }
  }

  /// With a real nixpkgs, all that the flake gives is evaluated as far as Nix does.
  private func everything(_ outputs: SetReader) {
    attempt {
      guard isFull, let own = try outputs.value("outputs"), own.isAttributes else { return }
      for entry in try evaluator.sortedByName(own.attributes) {
        attempt { _ = try evaluator.force(entry.slot) }
      }
    }
  }

  func overlays(_ outputs: SetReader) {
    if let overlay = entry("overlay", of: outputs), shapes.isJudged(overlay) {
      judge(overlay: overlay, named: "overlay")
    }
    guard let output = entry("overlays", of: outputs), let overlays = forced(output),
      !shapes.isOpen(overlays), shapes.isSet(overlays, of: output, named: "overlays")
    else { return }
    for entry in overlays.attributes {
      judge(overlay: entry, named: "overlays.\(evaluator.symbols.name(entry.symbol).text)")
    }
  }

  private func judge(overlay entry: AttributeEntry, named path: String) {
    attempt {
      let value = try evaluator.force(entry.slot)
      guard !value.isFunction else {
        return shapes.argumentNames(ofOverlay: entry, named: path)
      }
      // A set may stand for an overlay that is not at hand, if it is not written here.
      guard !value.isAttributes || shapes.isJudged(entry) else { return }
      if value.isAttributes,
        SetReader(set: value.attributes, evaluator: evaluator)
          .unevaluated("__functor") != nil
      {
        return
      }
      find(
        .error(
          "wrong-output",
          "the overlay \(path) must be a function of two arguments, but is \(shapes.noun(value))",
          at: shapes.place(of: entry).location,
          fix: value.isPath ? "import the file: `import …`" : "write `final: prev: { … }`"))
    }
  }

  // MARK: Evaluation

  /// An output as it stands, also when it is null.
  private func entry(_ name: String, of outputs: SetReader) -> AttributeEntry? {
    outputs.set.find(evaluator.symbols.intern(name))
  }

  private func forced(_ entry: AttributeEntry) -> Value? {
    var value: Value?
    attempt { value = try evaluator.force(entry.slot) }
    return value
  }

  /// Forces something that stands on its own.
  private func attempt(_ body: () throws -> Void) {
    do { try body() } catch { fail(evaluator.export(error)) }
  }

  /// The same for what may need something that the facts do not know: then an error counts for nothing.
  private func attemptUnlessUnknown(_ body: () throws -> Void) {
    guard !isFull else { return attempt(body) }
    do { try body() } catch { _ = evaluator.export(error) }
  }
}
