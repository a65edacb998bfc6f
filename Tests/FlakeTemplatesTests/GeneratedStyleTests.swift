import NixLanguage
import SourceText
import TestSupport
import Testing

/// Generated Nix reads as if an expert had written it: linters find nothing in any golden tree.
@Suite struct GeneratedStyleTests {
  private static func findings(_ name: String, _ text: String) -> [NixLint.Finding] {
    let parsed = Parser.parse(SourceFile(name: name, text: text))
    #expect(parsed.isWhole, "\(name)")
    return NixLint.findings(parsed.tree)
  }

  @Test(arguments: ["Machines", "Plans", "Fleets"])
  func noFileHasAFinding(kind: String) {
    var files = 0
    for path in Machine.files(in: "\(Golden.root)/\(kind)", below: "") {
      // Beside the trees lie the answers, which people write.
      guard path.hasSuffix(".nix"), path.contains("/tree/"),
        let text = Fixture.text(at: "\(Golden.root)/\(kind)/\(path)")
      else { continue }
      files += 1
      for finding in Self.findings(path, text) { Issue.record("\(path): \(finding)") }
    }
    #expect(files > 10)
  }

  /// Each rule finds the fault that it is for, and leaves what only looks like it.
  @Test(arguments: [
    ("a == true", ["bool_comparison"]), ("a == b", []),
    ("let in 1", ["empty_let_in"]),
    ("{ a = a; }", ["manual_inherit"]), ("{ a.a = a; b = a; }", []),
    ("{ a = x.a; }", ["manual_inherit_from"]), ("{ a = x.y.a; b = x.a; c = x.c or 1; }", []),
    ("let { body = 1; }", ["legacy_let_syntax"]),
    ("let a = 1; in let b = a; in b", ["collapsible_let_in"]),
    ("x: f x", ["eta_reduction"]), ("x: f x x", []), ("x: x x", []), ("x: (f y) x", []),
    ("{ a = (f x); }", ["useless_parens"]), ("let a = 1; in (f a)", ["useless_parens"]),
    ("f (x)", ["useless_parens"]), ("f (x.y)", ["useless_parens"]), ("f (x.y or z)", []),
    ("f (g x)", []), ("{ }: 1", ["empty_pattern"]), ("{ ... }: { a = 1; }", ["empty_pattern"]),
    ("{ ... }: { imports = [ ]; }", []), ("x@{ ... }: x", ["redundant_pattern_bind"]),
    ("http://example.org", ["unquoted_uri"]), ("{ inherit; }", ["empty_inherit"]),
    ("builtins.toPath x", ["deprecated_to_path"]), ("!(a == b)", ["bool_simplification"]),
    ("!(a && b)", []), ("if a ? b then a.b else c", ["useless_has_attr"]),
    ("if a ? b then a.c else c", []), ("a ++ [ ]", ["empty_list_concat"]),
    ("{ a.b = 1; a.c = 2; }", ["repeated_keys"]), ("{ a.b = 1; b.a = 2; }", []),
    ("x: 1", ["unused argument x"]), ("_x: 1", []), ("x: { inherit x; }", []),
    ("x: y.x", ["unused argument x"]), ("x: x: x", ["unused argument x"]),
    ("x: y.${x}", []), ("{ a, b }: b", ["unused argument a"]), ("{ a, b ? a }: b", []),
    ("{ a, ... }@all: a", ["unused argument all"]),
    ("let a = 1; b = 2; in b", ["unused binding a"]), ("let a = b; b = 2; in a", []),
    ("let inherit (x) a b; in b", ["unused binding a"]),
    ("let a = a; in 1", ["manual_inherit", "unused binding a"]),
    ("x: let inherit x; in x", []), ("x: \"a ${x}\"", []), ("x: { x = 1; }", ["unused argument x"]),
  ])
  func rules(text: String, rules: [String]) {
    #expect(Set(Self.findings("case", text).map(\.rule)) == Set(rules), "\(text)")
  }
}
