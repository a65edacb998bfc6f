import SourceText
import TextFormats

/// Diagnostics as JSON, the same in every command.
enum DiagnosticJSON {
  /// A list of them.
  static func write(_ diagnostics: [Diagnostic], to writer: inout JSONWriter) {
    writer.beginArray()
    for diagnostic in diagnostics { write(diagnostic, to: &writer) }
    writer.endArray()
  }

  /// `{"valid": …, "problems": […]}` with a newline.
  static func document(_ problems: [Diagnostic], valid: Bool) -> [UInt8] {
    var writer = JSONWriter(pretty: true)
    writer.beginObject()
    writer.key("valid")
    writer.bool(valid)
    writer.key("problems")
    write(problems, to: &writer)
    writer.endObject()
    return writer.bytes + [UInt8(ascii: "\n")]
  }

  private static func write(_ diagnostic: Diagnostic, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("severity")
    writer.string(diagnostic.severity.rawValue)
    writer.key("code")
    writer.string(diagnostic.code)
    writer.key("message")
    writer.string(diagnostic.message)
    write(diagnostic.location, to: &writer)
    if !diagnostic.notes.isEmpty {
      writer.key("notes")
      writer.beginArray()
      for note in diagnostic.notes {
        writer.beginObject()
        writer.key("message")
        writer.string(note.message)
        write(note.location, to: &writer)
        writer.endObject()
      }
      writer.endArray()
    }
    if let fix = diagnostic.fix {
      writer.key("fix")
      writer.string(fix)
    }
    writer.endObject()
  }

  private static func write(_ location: SourceLocation?, to writer: inout JSONWriter) {
    guard let location else { return }
    let position = location.position
    writer.key("file")
    writer.string(location.file.name)
    writer.key("line")
    writer.integer(position.line)
    writer.key("column")
    writer.integer(position.column)
  }
}
