package import SourceText

/// TOML 1.0 text to a tree with positions.
package enum TOMLDocument {
  /// Reads a whole text; the root is an object.
  package static func parse(
    _ bytes: [UInt8], limits: TextLimits = TextLimits()
  ) throws(TextError) -> TextNode {
    var reader = try TOMLReader(bytes, limits: limits)
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
