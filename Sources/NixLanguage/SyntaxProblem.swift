package import SourceText

/// Something wrong, or questionable, in the syntax of a file.
package struct SyntaxProblem: Sendable, Hashable {
  /// For people: what is missing, where, and what to write.
  package let diagnostic: Diagnostic
  /// The same in Nix's own words, such as `syntax error, unexpected ';', expecting '='`.
  package let nixMessage: String
  /// The byte offset at which Nix reports it.
  package let nixOffset: Int
  /// Whether the text was read in full nevertheless: only a rule about names is broken.
  package let keepsTree: Bool

  package var isError: Bool { diagnostic.severity == .error }
}

/// A parsed file: a tree, whole or in parts, and all that is wrong with it.
package struct ParsedFile: Sendable {
  package let tree: SyntaxTree
  /// In the order found; the first error is the one that Nix reports.
  package let problems: [SyntaxProblem]

  /// The first error, or nil when the file is correct.
  package var firstError: SyntaxProblem? { problems.first { $0.isError } }

  /// Whether the tree holds all of the text, so that it can be formatted.
  package var isWhole: Bool { problems.allSatisfy(\.keepsTree) }
}
