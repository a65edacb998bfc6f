import NixLanguage
import SourceText

/// Literals that Nix accepts and can be told to complain about.
package enum Lint: String, Sendable, Hashable, CaseIterable {
  case urlLiterals = "lint-url-literals"
  case shortPathLiterals = "lint-short-path-literals"
  case absolutePathLiterals = "lint-absolute-path-literals"

  /// What comes of a complaint.
  package enum Level: String, Sendable, Hashable {
    case warn
    case fatal
  }
}

extension Binder {
  /// Complains about a literal where the settings ask for it. All lints are off as a rule, and then
  /// this costs one comparison.
  func lint(_ id: NodeID) throws {
    guard !evaluator.settings.lints.isEmpty else { return }
    let node = tree[id]
    let head = node.a == 0 ? id : tree[ListID(node.a), 0]
    let source = syntax.text(head)
    switch node.kind {
    case .uri:
      let verdict = evaluator.settings.lints[.urlLiterals] == .fatal ? "disallowed" : "discouraged"
      try complain(
        .urlLiterals, at: id,
        "URL literals are \(verdict). Consider using a string literal \"\(source)\" instead")
    case .path where !source.hasPrefix("/") && !source.hasPrefix("."):
      try complain(
        .shortPathLiterals, at: id,
        "relative path literal '\(source)' should be prefixed with '.' for clarity: './\(source)'")
    case .homePath,
      .path where source.hasPrefix("/"):
      let kind = node.kind == .homePath ? "home" : "absolute"
      try complain(
        .absolutePathLiterals, at: id,
        "\(kind) path literals are not portable. Consider replacing path literal '\(source)' "
          + "by a string, relative path, or parameter")
    default: break
    }
  }

  private func complain(_ lint: Lint, at id: NodeID, _ message: String) throws {
    let text = "\(message) (\(lint.rawValue))"
    switch evaluator.settings.lints[lint] {
    case .fatal: throw EvalError(.syntax, text, at: position(id))
    case .warn:
      let file = syntax.file
      let place = file.position(at: Int(tree[id].start))
      let lines = """
        \(text)
                 at \(file.name):\(place.line):\(place.column):
        \(file.excerpt(around: place, numberColumn: 15))
        """
      evaluator.say(.deprecation, String(lines.withoutTrailingSpaces.dropLast()))
    case nil: break
    }
  }
}
