import SourceText

/// Reads a template's text into parts.
struct TemplateParser {
  private let file: SourceFile
  private let bytes: [UInt8]
  private var offset = 0
  private(set) var problems: [Diagnostic] = []

  /// Sections that are open, outermost first: what is closed must be the last.
  private var open: [OpenSection] = []

  private struct OpenSection {
    let name: String
    let inverted: Bool
    let span: SourceSpan
    /// The parts that were being collected outside of it.
    let outer: [Template.Part]
  }

  /// A tag as found, before it is known whether it may stand here.
  private struct Tag {
    enum Kind { case hole, section, inverted, close, partial, comment }
    let kind: Kind
    let name: String
    let span: SourceSpan
  }

  init(_ file: SourceFile) {
    self.file = file
    self.bytes = file.bytes
  }

  mutating func parse() -> [Template.Part] {
    var parts: [Template.Part] = []
    var text: [UInt8] = []
    while offset < bytes.count {
      guard starts(with: "{{") else {
        text.append(bytes[offset])
        offset += 1
        continue
      }
      let lineStart = self.lineStart(of: offset)
      guard let tag = readTag() else { continue }
      var standsAlone = false
      if tag.kind != .hole, isBlank(lineStart..<tag.span.start), let end = blankLineEnd() {
        standsAlone = true
        text.removeLast(tag.span.start - lineStart)
        offset = end
      }
      if !text.isEmpty { parts.append(.text(String(decoding: text, as: UTF8.self))) }
      text = []
      let before = String(decoding: bytes[lineStart..<tag.span.start], as: UTF8.self)
      append(tag, to: &parts, before: before, standsAlone: standsAlone)
    }
    if !text.isEmpty { parts.append(.text(String(decoding: text, as: UTF8.self))) }
    for section in open {
      report(
        "template-section", "the section `\(section.name)` is never closed", section.span,
        fix: "add {{/\(section.name)}}")
    }
    return parts
  }

  private mutating func append(
    _ tag: Tag, to parts: inout [Template.Part], before: String, standsAlone: Bool
  ) {
    let indentation = String(before.prefix { $0 == " " || $0 == "\t" })
    switch tag.kind {
    case .comment: break
    case .hole:
      parts.append(
        .hole(
          name: tag.name, indentation: indentation, afterHash: Self.holdsHash(before),
          span: tag.span))
    case .partial:
      parts.append(
        .partial(name: tag.name, indentation: standsAlone ? indentation : "", span: tag.span))
    case .section, .inverted:
      open.append(
        OpenSection(
          name: tag.name, inverted: tag.kind == .inverted, span: tag.span, outer: parts))
      parts = []
    case .close:
      guard let section = open.last else {
        report("template-section", "no section is open here", tag.span, fix: "remove the tag")
        return
      }
      guard section.name == tag.name else {
        report(
          "template-section", "`\(tag.name)` closes the section `\(section.name)`", tag.span,
          fix: "write {{/\(section.name)}}")
        return
      }
      open.removeLast()
      let inner = parts
      parts = section.outer
      parts.append(
        .section(name: section.name, inverted: section.inverted, parts: inner, span: section.span))
    }
  }

  /// Reads the tag at `offset`; after a malformed one reading goes on behind its braces.
  private mutating func readTag() -> Tag? {
    let start = offset
    offset += 2
    guard let end = closingBraces() else {
      report(
        "template-tag", "this tag is not closed on its line",
        SourceSpan(start: start, end: start + 2), fix: "add }}")
      return nil
    }
    var content = String(decoding: bytes[offset..<end], as: UTF8.self)[...]
    offset = end + 2
    let span = SourceSpan(start: start, end: offset)
    let kind: Tag.Kind =
      switch content.first {
      case "#": .section
      case "^": .inverted
      case "/": .close
      case ">": .partial
      case "!": .comment
      default: .hole
      }
    if kind == .comment { return Tag(kind: .comment, name: "", span: span) }
    if kind != .hole { content = content.dropFirst() }
    content = content.drop { $0 == " " }
    while content.last == " " { content = content.dropLast() }
    let name = String(content)
    guard Self.isName(name) else {
      report(
        "template-tag", "`\(name)` is not a name", span,
        fix: "names are letters, digits, `.`, `-` and `_`")
      return nil
    }
    return Tag(kind: kind, name: name, span: span)
  }

  /// Whether there is a `#` outside of tags: what follows it on the line is a comment.
  private static func holdsHash(_ line: String) -> Bool {
    var inTag = false
    var last: UInt8 = 0
    for byte in line.utf8 {
      if byte == UInt8(ascii: "{"), last == byte { inTag = true }
      if byte == UInt8(ascii: "}"), last == byte { inTag = false }
      if byte == UInt8(ascii: "#"), !inTag { return true }
      last = byte
    }
    return false
  }

  static func isName(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy {
        switch $0 {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
          UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }

  /// The offset of the `}}` that ends the tag, on the same line.
  private func closingBraces() -> Int? {
    var index = offset
    while index + 1 < bytes.count, bytes[index] != UInt8(ascii: "\n") {
      if bytes[index] == UInt8(ascii: "}"), bytes[index + 1] == UInt8(ascii: "}") { return index }
      index += 1
    }
    return nil
  }

  private func starts(with text: StaticString) -> Bool {
    text.withUTF8Buffer { bytes[offset...].starts(with: $0) }
  }

  private func lineStart(of offset: Int) -> Int {
    (bytes[..<offset].lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
  }

  private func isBlank(_ range: Range<Int>) -> Bool {
    bytes[range].allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  }

  /// The offset behind the end of this line if nothing but white space is left on it.
  private func blankLineEnd() -> Int? {
    let end = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    guard isBlank(offset..<end) else { return nil }
    return min(end + 1, bytes.count)
  }

  private mutating func report(_ code: String, _ message: String, _ span: SourceSpan, fix: String) {
    problems.append(
      .error(code, message, at: SourceLocation(file: file, span: span), fix: fix))
  }
}
