import NixEval
import SourceText

/// The judgement of the outputs of a flake that are no hosts, each on its own.
struct OutputsJudgement {
  let evaluator: Evaluator
  let sources: CheckedSources
  /// Told of what does not evaluate.
  let fail: (EvaluationFailure) -> Void
  /// Told of what is wrong with the shape of the outputs.
  let find: (Diagnostic) -> Void

  /// The outputs that go by system, and what they are made of.
  func outputsBySystem(_ outputs: SetReader) {
    for name in ["packages", "devShells", "checks", "apps", "formatter", "legacyPackages"] {
      var found: Value?
      attempt { found = try outputs.value(name) }
      guard let found, found.isAttributes else { continue }
      for entry in found.attributes {
        let system = evaluator.symbols.name(entry.symbol).text
        guard Self.isSystem(system) else {
          let location = evaluator.place(of: entry.position).flatMap(sources.location)
          find(
            .error(
              "not-a-system", "'\(system)' is not a valid system type, in the output \(name)",
              at: location, fix: "write \(name).x86_64-linux.\(system)"))
          continue
        }
        guard name == "packages" || name == "devShells", system.hasSuffix("-linux") else {
          continue
        }
        attempt { try derivations(try evaluator.force(entry.slot)) }
      }
    }
  }

  /// Forces the derivation of each member.
  private func derivations(_ members: Value) throws {
    guard members.isAttributes else { return }
    for member in members.attributes {
      let value = try evaluator.force(member.slot)
      guard value.isAttributes else { continue }
      _ = try SetReader(set: value.attributes, evaluator: evaluator).value("drvPath")
    }
  }

  func overlays(_ outputs: SetReader) {
    var overlays: Value?
    attempt { overlays = try outputs.value("overlays") }
    guard let overlays, overlays.isAttributes else { return }
    for entry in overlays.attributes {
      attempt {
        let value = try evaluator.force(entry.slot)
        guard !value.isFunction, !value.isAttributes else { return }
        throw evaluator.typeError(expected: "a function", found: value, at: entry.position)
      }
    }
  }

  /// Forces something that stands on its own.
  private func attempt(_ body: () throws -> Void) {
    do { try body() } catch { fail(evaluator.export(error)) }
  }

  /// Whether a name is an architecture and a kernel.
  private static func isSystem(_ name: String) -> Bool {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 2
      && ["linux", "darwin", "freebsd", "netbsd", "openbsd", "windows", "cygwin", "none", "wasi"]
        .contains(parts[1])
  }
}
