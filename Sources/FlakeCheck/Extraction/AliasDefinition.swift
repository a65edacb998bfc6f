import NixLanguage

/// What the text of nixpkgs' `aliases.nix` says of a name: `a = b.c;` or `a = warn "…" b.c;`. Values do
/// not tell: they are the packages themselves.
struct AliasDefinition {
  /// The attribute path that the name stands for.
  var target: String?
  /// Whether using it gives a warning.
  var isWarning: Bool

  /// All definitions of a file by name.
  static func all(in tree: SyntaxTree) -> [String: Self] {
    var found: [String: Self] = [:]
    var content = StringContent()
    for id in tree.nodeIDs {
      guard tree.kind(id) == .binding else { continue }
      let names = tree.children(.init(raw: tree[id].a))
      guard names.count == 1, let name = tree.staticName(names[0], using: &content) else {
        continue
      }
      found[String(decoding: name, as: UTF8.self)] = Self(
        value: tree.text(.init(raw: tree[id].b)))
    }
    return found
  }

  private init(value: String) {
    let words = value.split(whereSeparator: \.isWhitespace)
    isWarning = words.first.map { $0.hasPrefix("warn") || $0.hasPrefix("lib.warn") } ?? false
    target = words.last.flatMap { last in
      last.split(separator: ".").allSatisfy(NixName.isIdentifier) ? String(last) : nil
    }
  }
}
