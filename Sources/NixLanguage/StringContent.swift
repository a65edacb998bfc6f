import Glibc
import SourceText

/// The content of a string, indented string or path: text with all escapes and indentation resolved,
/// and the interpolated expressions between.
///
/// Meant to be kept and reused, since a file holds many strings: reading one into it allocates
/// nothing once its buffers have grown.
package struct StringContent: Sendable {
  package enum Piece: Sendable, Hashable {
    /// A range of `bytes`, never empty.
    case text(Range<Int>)
    /// The node of the interpolation, whose word `a` is the expression.
    case interpolation(SyntaxTree.NodeID)
  }

  /// The texts of all pieces, one after the other.
  package private(set) var bytes: [UInt8] = []
  /// In source order; a text is followed by another one only in indented strings with escapes.
  package private(set) var pieces: [Piece] = []

  package init() {}

  /// Whether there is only text.
  package var isStatic: Bool {
    pieces.allSatisfy { if case .text = $0 { true } else { false } }
  }

  /// Reads a node of kind `string`, `indentedString`, `path` or `homePath`.
  package mutating func read(_ id: SyntaxTree.NodeID, of tree: borrowing SyntaxTree) {
    bytes.removeAll(keepingCapacity: true)
    pieces.removeAll(keepingCapacity: true)
    // Borrowed, as a slice of an array for each line would touch the reference count each time.
    tree.file.bytes.withUnsafeBufferPointer { file in
      let node = tree[id]
      if node.kind == .indentedString {
        readIndented(node, of: tree, in: file)
      } else if node.kind == .string || node.a != 0 {
        readParts(node, of: tree, in: file)
      } else {
        append(Self.source(node, in: file))
      }
    }
  }

  /// The bytes that a node stands on.
  private static func source(
    _ node: SyntaxTree.Node, in file: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: file[Int(node.start)..<Int(node.end)])
  }

  private mutating func readParts(
    _ node: SyntaxTree.Node, of tree: borrowing SyntaxTree, in file: UnsafeBufferPointer<UInt8>
  ) {
    let parts = SyntaxTree.ListID(raw: node.a)
    for index in 0..<tree.count(parts) {
      let part = tree[tree[parts, index]]
      if part.kind == .interpolation {
        pieces.append(.interpolation(tree[parts, index]))
      } else if part.flag == .hasEscapes {
        let start = bytes.count
        Self.unescape(tree.file.bytes[Int(part.start)..<Int(part.end)], into: &bytes)
        addText(from: start)
      } else {
        append(Self.source(part, in: file))
      }
    }
  }

  private mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    let start = bytes.count
    bytes.append(contentsOf: text)
    addText(from: start)
  }

  /// Makes a piece of the bytes from a place on.
  private mutating func addText(from start: Int) {
    if bytes.count > start { pieces.append(.text(start..<bytes.count)) }
  }

  /// Appends the value of text from between double quotes. Line ends become line feeds.
  package static func unescape(_ raw: ArraySlice<UInt8>, into bytes: inout [UInt8]) {
    var index = raw.startIndex
    while index < raw.endIndex {
      let byte = raw[index]
      index += 1
      if byte == UInt8(ascii: "\\"), index < raw.endIndex {
        bytes.append(escaped(raw[index]))
        index += 1
      } else if byte == UInt8(ascii: "\r") {
        bytes.append(UInt8(ascii: "\n"))
        if index < raw.endIndex, raw[index] == UInt8(ascii: "\n") { index += 1 }
      } else {
        bytes.append(byte)
      }
    }
  }

  /// The byte that a backslash and another byte stand for.
  private static func escaped(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "n"): UInt8(ascii: "\n")
    case UInt8(ascii: "r"): UInt8(ascii: "\r")
    case UInt8(ascii: "t"): UInt8(ascii: "\t")
    default: byte
    }
  }
}

// MARK: Indented strings

extension StringContent {
  /// The smallest indentation is removed from every line.
  ///
  /// Only spaces are indentation, a tab is text. Lines of spaces alone do not count, unless an
  /// interpolation or escape stands on them. A last line of spaces alone is dropped.
  private mutating func readIndented(
    _ node: SyntaxTree.Node, of tree: borrowing SyntaxTree, in file: UnsafeBufferPointer<UInt8>
  ) {
    let parts = SyntaxTree.ListID(raw: node.a)
    let indentation = Self.indentation(of: parts, of: tree, in: file)
    var stripper = Stripper(indentation: indentation)
    let count = tree.count(parts)
    for index in 0..<count {
      let part = tree[tree[parts, index]]
      let raw = Self.source(part, in: file)
      let start = bytes.count
      switch part.kind {
      case .interpolation:
        stripper.isAtLineStart = false
        stripper.dropped = 0
        pieces.append(.interpolation(tree[parts, index]))
        continue
      case .indentedText: stripper.strip(raw, into: &bytes)
      default: Self.escapeValue(raw).withUnsafeBufferPointer { stripper.strip($0, into: &bytes) }
      }
      if index == count - 1 { dropBlankLastLine(from: start) }
      addText(from: start)
    }
  }

  private mutating func dropBlankLastLine(from start: Int) {
    var end = bytes.count
    while end > start, bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
    guard end > start, bytes[end - 1] == UInt8(ascii: "\n") else { return }
    bytes.removeSubrange(end...)
  }

  /// The text that `$`, `''$`, `'`, `'''` or `''\x` stands for.
  private static func escapeValue(_ raw: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let last = raw[raw.count - 1]
    return switch raw.count {
    case 4: [escaped(last)]
    case 3 where last == UInt8(ascii: "'"): [last, last]
    default: [last]
    }
  }

  /// The number of spaces that every line with text begins with.
  private static func indentation(
    of parts: SyntaxTree.ListID, of tree: borrowing SyntaxTree,
    in file: UnsafeBufferPointer<UInt8>
  ) -> Int {
    var isAtLineStart = true
    var current = 0
    var smallest = Int.max
    for index in 0..<tree.count(parts) {
      let part = tree[tree[parts, index]]
      guard part.kind == .indentedText else {
        if isAtLineStart { smallest = min(smallest, current) }
        isAtLineStart = false
        continue
      }
      let text = source(part, in: file)
      var index = 0
      while true {
        if isAtLineStart {
          let spaces = spacesEnd(in: text, from: index) - index
          current += spaces
          index += spaces
          guard index < text.count else { break }
          if text[index] != UInt8(ascii: "\n") { smallest = min(smallest, current) }
        }
        isAtLineStart = false
        guard let next = nextLine(in: text, from: index) else { break }
        isAtLineStart = true
        current = 0
        index = next
      }
    }
    return smallest
  }

  /// Removes indentation, from part to part of one string.
  private struct Stripper {
    let indentation: Int
    var isAtLineStart = true
    /// Spaces removed from the current line.
    var dropped = 0

    init(indentation: Int) { self.indentation = indentation }

    /// Line by line: most of what a string costs is this copy.
    mutating func strip(_ text: UnsafeBufferPointer<UInt8>, into bytes: inout [UInt8]) {
      var index = 0
      while index < text.count {
        // The spaces of the line that stay, and its text.
        var start = index
        if isAtLineStart {
          index = spacesEnd(in: text, from: index)
          let spaces = dropped + (index - start)
          start = index - max(0, spaces - max(dropped, indentation))
          dropped = index == text.count ? spaces : 0
          isAtLineStart = index == text.count
        }
        if let next = nextLine(in: text, from: index) {
          isAtLineStart = true
          index = next
        } else {
          index = text.count
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
      }
    }
  }
}

/// The place of the first byte that is no space.
private func spacesEnd(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
  var index = start
  while index < text.count, text[index] == UInt8(ascii: " ") { index += 1 }
  return index
}

/// The place after the next line feed, nil if there is none.
private func nextLine(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
  guard let base = text.baseAddress.map(UnsafeRawPointer.init),
    let lineFeed = memchr(base + start, Int32(UInt8(ascii: "\n")), text.count - start)
  else { return nil }
  return UnsafeRawPointer(lineFeed) - base + 1
}

// MARK: Names

extension SyntaxTree {
  /// The name that a part of an attribute path spells out, or nil when it is computed.
  ///
  /// As in Nix, `${"a"}` is the plain name `a`, while `"${"a"}"` is computed.
  package func staticName(_ id: NodeID, using content: inout StringContent) -> ArraySlice<UInt8>? {
    let node = self[id]
    switch node.kind {
    case .identifier: return source(id)
    case .string:
      content.read(id, of: self)
      return content.isStatic ? content.bytes[...] : nil
    case .interpolation: break
    default: return nil
    }
    var inner = NodeID(raw: node.a)
    while kind(inner) == .parenthesized { inner = NodeID(raw: self[inner].a) }
    switch kind(inner) {
    case .uri: return source(inner)
    case .string, .indentedString:
      content.read(inner, of: self)
      return content.isStatic && content.pieces.count <= 1 ? content.bytes[...] : nil
    default: return nil
    }
  }
}
