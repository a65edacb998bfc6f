package import SourceText

/// JSON text to a tree with positions.
package enum JSONDocument {
  /// Reads a whole text. Duplicate names are kept, in order; `[TextMember].duplicates` finds them.
  ///
  /// Integers beyond 64 bits signed become floats, as they do in most readers of JSON.
  package static func parse(
    _ bytes: [UInt8], limits: TextLimits = TextLimits()
  ) throws(TextError) -> TextNode {
    var reader = try JSONReader(bytes, limits: limits)
    var builder = Builder()
    while true {
      let event = try reader.next()
      switch event {
      case .end:
        // The reader gives `.end` only after one whole value.
        return builder.root ?? TextNode(.null, at: reader.span)
      case .beginArray, .beginObject: builder.begin(event == .beginObject, at: reader.span)
      case .endArray, .endObject: builder.close(at: reader.span)
      case .key: builder.key = (String(decoding: reader.text, as: UTF8.self), reader.span)
      case .string:
        builder.add(.string(String(decoding: reader.text, as: UTF8.self)), at: reader.span)
      case .null: builder.add(.null, at: reader.span)
      case .bool(let value): builder.add(.bool(value), at: reader.span)
      case .integer(let value): builder.add(.integer(value), at: reader.span)
      case .unsigned(let value): builder.add(.float(Double(value)), at: reader.span)
      case .float(let value): builder.add(.float(value), at: reader.span)
      }
    }
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

  /// The arrays and objects that are still open.
  private struct Builder {
    private struct Level {
      var start: Int
      var isObject: Bool
      var items: [TextNode] = []
      var members: [TextMember] = []
      /// The name that this value will have in the level above.
      var name: (String, SourceSpan)?
    }

    var root: TextNode?
    var key: (String, SourceSpan)?
    private var levels: [Level] = []

    mutating func begin(_ isObject: Bool, at span: SourceSpan) {
      levels.append(Level(start: span.start, isObject: isObject, name: key))
      key = nil
    }

    mutating func close(at span: SourceSpan) {
      guard let level = levels.popLast() else { return }
      key = level.name
      add(
        level.isObject ? .object(level.members) : .array(level.items),
        at: SourceSpan(start: level.start, end: span.end))
    }

    mutating func add(_ value: TextNode.Value, at span: SourceSpan) {
      let node = TextNode(value, at: span)
      guard let last = levels.indices.last else {
        root = node
        return
      }
      if let (name, nameSpan) = key {
        levels[last].members.append(TextMember(name, at: nameSpan, node))
        key = nil
      } else {
        levels[last].items.append(node)
      }
    }
  }
}

/// A diagnostic that can be thrown or be the failure of a `Result`.
package struct DiagnosticError: Error, Sendable, Hashable {
  package let diagnostic: Diagnostic

  package init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }
}
