package import SourceText

/// TOML 1.0 text to a tree with positions.
package enum TOMLDocument {
  /// Reads a whole text; the root is an object.
  ///
  /// - Parameter headersFollowValues: whether `key = value [table]` may be one line. TOML forbids it, the reader
  ///   that Nix uses does not.
  package static func parse(
    _ bytes: [UInt8], limits: TextLimits = TextLimits(), headersFollowValues: Bool = false
  ) throws(TextError) -> TextNode {
    var reader = try TOMLReader(
      bytes, limits: limits, headersFollowValues: headersFollowValues)
    let root = try reader.readDocument()
    return root.node
  }

  /// The same for a file, with the error as a diagnostic.
  package static func parse(
    _ file: SourceFile, limits: TextLimits = TextLimits()
  ) -> Result<TextNode, DiagnosticError> {
    do throws(TextError) {
      return .success(try parse(file.bytes, limits: limits))
    } catch {
      return .failure(DiagnosticError(error.diagnostic(in: file)))
    }
  }
}
