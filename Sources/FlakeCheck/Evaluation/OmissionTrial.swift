import HostModel
import NixLanguage
import SourceText

/// Finds what a system is refused for by leaving out definitions until it is accepted.
///
/// The last resort: some refusals name neither an option nor a place. Each trial takes as long as the evaluation
/// that was refused, which ends earlier than one that is accepted.
struct OmissionTrial {
  private let sources: CheckedSources
  /// Whether the system is accepted with other files.
  private let isAccepted: (CheckedSources) -> Bool
  /// Trials that are left. With twelve, of two seconds each, a check stays under half a minute.
  private var left = 12

  init(_ sources: CheckedSources, isAccepted: @escaping (CheckedSources) -> Bool) {
    self.sources = sources
    self.isAccepted = isAccepted
  }

  /// The definition without which the system is accepted; the first one of a file where only all of the file's
  /// together are to blame.
  mutating func culprit() -> SourceLocation? {
    // What others need to be accepted, such as the file systems, is never left out with success: such a file
    // comes last, and its definitions one by one.
    let modules = sources.tree.paths.compactMap { path in
      path == "flake.nix" ? nil : sources.parsed[path].map { (path, Self.definitions(of: $0.tree)) }
    }.filter { !$0.1.isEmpty }
    for (path, definitions) in modules {
      guard accepts(without: definitions, of: path) else { continue }
      if definitions.count > 1 {
        for definition in definitions where accepts(without: [definition], of: path) {
          return definition.name
        }
      }
      return definitions[0].name
    }
    for (path, definitions) in modules where definitions.count > 1 {
      for definition in definitions where accepts(without: [definition], of: path) {
        return definition.name
      }
    }
    return nil
  }

  private mutating func accepts(without definitions: [Definition], of path: String) -> Bool {
    guard left > 0, var file = sources.tree[path] else { return false }
    left -= 1
    for definition in definitions {
      let span = definition.span
      for index in span.start..<span.end where file.bytes[index] != UInt8(ascii: "\n") {
        file.bytes[index] = UInt8(ascii: " ")
      }
    }
    var tree = sources.tree
    tree[path] = file
    return isAccepted(CheckedSources(tree))
  }

  private struct Definition {
    let name: SourceLocation
    /// All of it, with its semicolon.
    let span: SourceSpan
  }

  /// The definitions of a module; not what it imports.
  private static func definitions(of tree: SyntaxTree) -> [Definition] {
    var body = tree.unwrapped(tree.root)
    while true {
      switch tree.kind(body) {
      case .lambda, .patternLambda: body = tree.unwrapped(.init(raw: tree[body].c))
      case .letIn, .with, .assert: body = tree.unwrapped(.init(raw: tree[body].b))
      case .attributeSet:
        let bytes = tree.file.bytes
        return tree.children(.init(raw: tree[body].a)).compactMap { binding in
          guard tree.kind(binding) == .binding,
            let name = tree.children(.init(raw: tree[binding].a)).first,
            tree.text(name) != "imports"
          else { return nil }
          let span = tree.span(binding)
          guard span.end > span.start else { return nil }
          let isClosed = bytes[span.end - 1] == UInt8(ascii: ";")
          let semicolon = isClosed ? nil : bytes[span.end...].firstIndex(of: UInt8(ascii: ";"))
          let whole = SourceSpan(start: span.start, end: semicolon.map { $0 + 1 } ?? span.end)
          return Definition(name: tree.location(name), span: whole)
        }
      default: return []
      }
    }
  }
}
