import HostModel
import NixLanguage
import SourceText

/// The check of a tree, as `generate` does it: every file must parse.
enum TreeCheck {
  static func run(_ tree: RenderedTree, nixpkgs: String?) throws -> CheckReport {
    var findings: [Diagnostic] = []
    for path in tree.paths where path.hasSuffix(".nix") {
      guard let file = tree[path] else { continue }
      let parsed = Parser.parse(SourceFile(name: path, bytes: file.bytes))
      findings += parsed.problems.map(\.diagnostic)
    }
    return CheckReport(depth: .syntax, findings: findings, hosts: [], seconds: 0)
  }
}
