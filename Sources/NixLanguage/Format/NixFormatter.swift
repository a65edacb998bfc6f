package import SourceText

/// Formats Nix source in the official style (RFC 166), byte for byte as nixfmt does.
///
/// The source is parsed, every token gets its comments (`FormatTokens`), the tree is written as a
/// document of nested groups (`FormatWriter`), and the document is laid out in lines of at most
/// `lineWidth` columns, indentation not counted (`LayoutRenderer`). Formatted text stays as it is
/// when it is formatted again.
package enum NixFormatter {
  /// Why a text was not formatted.
  package struct Failure: Error, Sendable {
    package let diagnostics: [Diagnostic]
  }

  /// The formatted text of a file, without the parts that `/*nixfmt:disable*/` protects.
  package static func format(
    _ file: SourceFile, lineWidth: Int = 100
  ) throws(Failure) -> [UInt8] {
    let parsed = Parser.parse(file, allowsPipeOperators: true)
    if !parsed.isWhole {
      throw Failure(diagnostics: parsed.problems.map(\.diagnostic))
    }
    return try format(parsed.tree, lineWidth: lineWidth)
  }

  /// The formatted text of a tree without errors.
  package static func format(
    _ tree: SyntaxTree, lineWidth: Int = 100
  ) throws(Failure) -> [UInt8] {
    let tokens = FormatTokens(tree, TokenStream.tokens(of: tree.file))
    var writer = FormatWriter(tree, tokens)
    let endsRaw = writer.file()
    if let place = writer.tooDeep {
      let location = SourceLocation(file: tree.file, span: tree.span(place))
      throw Failure(diagnostics: [
        .error(
          "format-nesting", "expressions nest too deeply to be formatted", at: location,
          fix: "give the inner expressions names in a `let`")
      ])
    }
    let text = LayoutRenderer(writer.out.finish(), lineWidth: lineWidth).render()
    let content = text.drop(while: CommentText.isASCIISpace)
    // A region that reaches the end of the file keeps that end, newline or not.
    return endsRaw ? Array(content) : CommentText.trimmedEnd(content) + [0x0a]
  }
}
