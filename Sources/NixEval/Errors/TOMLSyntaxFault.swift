import SourceText
import TextFormats

/// What Nix says of a text that is not TOML 1.0: the first complaint of the library that it reads
/// TOML with, in that library's words and layout.
///
/// `TOMLDocument` decides *that* a text is wrong; only then this goes over it once more, as that
/// library's grammar goes: it takes the longest number, date or word that it knows and complains of
/// what comes after, and names what it tried last.
struct TOMLSyntaxFault: Error {
  /// A part of the text that a complaint points at.
  struct Mark {
    var range: Range<Int>
    let label: String
  }

  let title: String
  var marks: [Mark]
  var hint: [String] = []

  init(_ title: String, at offset: Int, _ label: String = "here", hint: [String] = []) {
    self.title = title
    self.marks = [Mark(range: offset..<offset + 1, label: label)]
    self.hint = hint
  }

  init(_ title: String, _ marks: [Mark]) {
    self.title = title
    self.marks = marks
  }

  /// The message about a text that `TOMLDocument` refuses.
  static func message(_ error: TextError, in bytes: [UInt8]) -> String {
    if let conflict = error.conflict { return TOMLSyntaxFault(conflict).text(in: bytes) }
    let fault =
      TOMLGrammar.firstFault(of: bytes) ?? TOMLSyntaxFault(error.message, at: error.span.start)
    return fault.text(in: bytes)
  }

  /// Two definitions of one name.
  private init(_ conflict: TOMLConflict) {
    let (problem, inserted, existing) =
      switch (conflict.inserted, conflict.existing) {
      case (.value, _):
        (
          " failed to insert a value, value already exists", "inserting this",
          "but value already exists"
        )
      case (.keyPart, .table):
        (
          " reopening a table using dotted keys", "dotted key cannot reopen a table",
          "this table is already closed"
        )
      case (.keyPart, .tables):
        (
          "dotted key cannot reopen an array-of-tables", "inserting this",
          "to this array-of-tables."
        )
      case (.keyPart, .inlineTable), (.headerPart, .inlineTable):
        (
          " failed to insert a value: inline table is immutable", "inserting this",
          "to this table"
        )
      case (.keyPart, .inlineTables), (.headerPart, .inlineTables):
        ("inline array of tables are immutable", "inserting this", "inline array of tables")
      case (.keyPart, .value), (.headerPart, _):
        (
          " failed to insert a value, value already exists", "while inserting this",
          "non-table value already exists"
        )
      case (.header, _):
        (
          " failed to insert a table, table already defined", "inserting this",
          "this table is explicitly defined"
        )
      case (.element, .inlineTables):
        (
          " failed to insert a table, inline array of tables is immutable",
          "while inserting this", "this is inline array-of-tables"
        )
      case (.element, _):
        (
          " failed to insert an array of tables, value already exists", "while inserting this",
          "non-table value already exists"
        )
      }
    self.init(
      "toml::insert_value:\(problem)",
      [
        Mark(range: conflict.insertedAt.start..<conflict.insertedAt.end, label: inserted),
        Mark(range: conflict.existingAt.start..<conflict.existingAt.end, label: existing),
      ])
  }

  /// The message: title, each marked line, advice.
  func text(in bytes: [UInt8]) -> String {
    let places = marks.map { Place($0.range, in: bytes) }
    let width = places.map { String($0.line).count }.max() ?? 1
    let margin = String(repeating: " ", count: width + 1)
    var out = "[error] \(title)\n"
    for (mark, place) in zip(marks, places) {
      out += out.contains("--> fromTOML") ? "\(margin) | ...\n" : " --> fromTOML\n"
      let number = String(place.line)
      let gap = String(repeating: " ", count: width - number.count)
      let length = max(1, min(mark.range.count, place.end - mark.range.lowerBound))
      out += "\(margin) |\n \(gap)\(number) | \(Self.visible(bytes[place.start..<place.end]))\n"
      out += "\(margin) | \(String(repeating: " ", count: mark.range.lowerBound - place.start))"
      out += "\(String(repeating: "^", count: length))-- \(mark.label)\n"
    }
    for line in hint { out += "Hint: \(line)\n" }
    return String(out.dropLast())
  }

  /// The line that a mark is on.
  private struct Place {
    var line = 1
    var start = 0
    var end = 0

    init(_ range: Range<Int>, in bytes: [UInt8]) {
      let offset = min(range.lowerBound, bytes.count)
      for index in 0..<offset where bytes[index] == 0x0a {
        line += 1
        start = index + 1
      }
      end = bytes[offset...].firstIndex(of: 0x0a) ?? bytes.count
    }
  }

  /// What is not a visible ASCII character as a number.
  private static func visible(_ line: ArraySlice<UInt8>) -> String {
    line.map { byte in
      switch byte {
      case 0x20...0x7e: return String(UnicodeScalar(byte))
      case 0x09: return "0x09(TAB)"
      case 0x0d: return "0x0d(CARRIAGE RETURN)"
      default: return "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
    }.joined()
  }
}
