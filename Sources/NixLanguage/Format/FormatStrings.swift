import SourceText

// Strings, paths and what is interpolated in them.
extension FormatWriter {
  /// A part of one line of a string.
  enum StringPart: Equatable {
    case text([UInt8])
    case interpolation(SyntaxTree.NodeID)
  }

  /// Writes a string, URI or path with the trivia around it.
  mutating func string(_ node: NodeID) {
    let leaf = firstLeaf(node)
    trivia(tokens.takeLeading(leaf.first))
    let comment = tokens.takeTrailing(leaf.last)
    switch tree.kind(node) {
    case .path, .homePath: line(parts(node, quote: 0))
    case .uri: quoted([[.text(Array(tree.source(node)))]])
    case .string: quoted(Self.lines(of: parts(node, quote: 1)))
    default: indented(node)
    }
    if let comment { trailingComment(comment) }
  }

  // MARK: Content

  /// The content between the quotes: raw text and interpolations in turn.
  private func parts(_ node: NodeID, quote: Int) -> [StringPart] {
    var parts: [StringPart] = []
    var place = Int(tree[node].start) + quote
    func text(upTo end: Int) -> [StringPart] {
      place < end ? [.text(Array(tree.file.bytes[place..<end]))] : []
    }
    for part in children(tree[node].a) where tree.kind(part) == .interpolation {
      parts += text(upTo: Int(tree[part].start))
      parts.append(.interpolation(part))
      place = Int(tree[part].end)
    }
    return parts + text(upTo: Int(tree[node].end) - quote)
  }

  /// The lines of a content; there is at least one.
  private static func lines(of parts: [StringPart]) -> [[StringPart]] {
    var lines: [[StringPart]] = [[]]
    for part in parts {
      guard case .text(let text) = part else {
        lines[lines.count - 1].append(part)
        continue
      }
      let pieces = text.split(separator: 0x0a, omittingEmptySubsequences: false)
      for (index, piece) in pieces.enumerated() {
        if index > 0 { lines.append([]) }
        if !piece.isEmpty { lines[lines.count - 1].append(.text(Array(piece))) }
      }
    }
    return lines
  }

  // MARK: Quoted strings

  private mutating func quoted(_ lines: [[StringPart]]) {
    group {
      $0.out.text("\"")
      for (index, line) in lines.enumerated() {
        // A line break of the text itself, without indentation.
        if index > 0 { $0.out.text("\n") }
        $0.line(line)
      }
      $0.out.text("\"")
    }
  }

  // MARK: Indented strings

  /// Whether an indented string has more than one line as it is written.
  func isMultiline(_ node: NodeID) -> Bool {
    let parts = parts(node, quote: 2)
    var newlines = 0
    var isFirstBlank = true
    for part in parts {
      guard case .text(let text) = part else {
        if newlines == 0 { isFirstBlank = false }
        continue
      }
      for byte in text {
        if byte == 0x0a {
          newlines += 1
        } else if newlines == 0, byte != 0x20 {
          isFirstBlank = false
        }
        if newlines > 1 { return true }
      }
    }
    return newlines == 1 && !isFirstBlank
  }

  private mutating func indented(_ node: NodeID) {
    let isCut = isCut(node)
    let (lines, indentation) = indentedLines(node)
    if lines.count == 1, !isCut, !lines[0].contains(where: Self.needsIndentedString) {
      quoted([lines[0].map(Self.quotedPart)])
      return
    }
    group {
      $0.out.text("''")
      // A single line does not gain from a line of its own.
      if lines.count > 1 { $0.out.spacing(.break) }
      $0.nest {
        for (index, line) in lines.enumerated() {
          if index > 0 { $0.out.spacing(.newlines(1)) }
          if isCut { $0.rawLine(line, indentation) } else { $0.line(line) }
        }
      }
      $0.out.text("''")
    }
  }

  /// Whether a region that stays as it is begins or ends inside an interpolation of the string.
  private func isCut(_ node: NodeID) -> Bool {
    children(tree[node].a).contains {
      tree.kind($0) == .interpolation && tokens.isCut(from: firstToken($0), to: lastToken($0))
    }
  }

  /// The lines of an indented string without the indentation they share, and that indentation.
  private func indentedLines(_ node: NodeID) -> (lines: [[StringPart]], indentation: Int) {
    var lines = Self.lines(of: parts(node, quote: 2))
    if lines.count > 1, Self.isBlank(lines[0]) { lines.removeFirst() }
    if Self.isBlank(lines[lines.count - 1]) { lines[lines.count - 1] = [] }
    let indentation = lines.filter { !Self.isBlank($0) }.map(Self.indentation).min()
    guard let indentation else { return (lines.map { _ in [] }, 0) }
    for index in lines.indices {
      guard case .text(let text)? = lines[index].first else { continue }
      let rest = text.dropFirst(indentation)
      // Blank lines may be shorter than the indentation.
      if rest.isEmpty || Self.indentation(lines[index]) < indentation {
        lines[index].removeFirst()
      } else {
        lines[index][0] = .text(Array(rest))
      }
    }
    return (lines, indentation)
  }

  private static func isBlank(_ line: [StringPart]) -> Bool {
    if line.isEmpty { return true }
    guard line.count == 1, case .text(let text) = line[0] else { return false }
    return text.allSatisfy { $0 == 0x20 }
  }

  private static func indentation(_ line: [StringPart]) -> Int {
    guard case .text(let text)? = line.first else { return 0 }
    return text.prefix { $0 == 0x20 }.count
  }

  /// Whether a part would need other escapes between simple quotes than it has.
  private static func needsIndentedString(_ part: StringPart) -> Bool {
    guard case .text(let text) = part else { return false }
    return text.contains { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
  }

  /// A part of an indented string as it is written between simple quotes.
  private static func quotedPart(_ part: StringPart) -> StringPart {
    guard case .text(let text) = part else { return part }
    var result: [UInt8] = []
    var rest = text[...]
    while let first = rest.first {
      if rest.starts(with: "''$".utf8) {
        result += "\\$".utf8
        rest = rest.dropFirst(3)
      } else if rest.starts(with: "'''".utf8) {
        result += "''".utf8
        rest = rest.dropFirst(3)
      } else {
        result.append(first)
        rest = rest.dropFirst()
      }
    }
    return .text(result)
  }

  /// Writes a line of a string through which a region runs that stays as it is: at its own column.
  private mutating func rawLine(_ line: [StringPart], _ indentation: Int) {
    guard let first = line.first else { return }
    let shared = [UInt8](repeating: 0x20, count: indentation)
    guard case .text(let text) = first else {
      out.text(shared, .raw)
      self.line(line)
      return
    }
    let spaces = text.prefix(while: CommentText.isASCIISpace)
    out.text(shared + spaces, .raw)
    offset(spaces.count) {
      $0.line([.text(Array(text.dropFirst(spaces.count)))] + line.dropFirst())
    }
  }

  // MARK: Lines

  /// Writes one line of a string. Code that is interpolated over several lines is indented from where
  /// the line of the string is.
  private mutating func line(_ parts: [StringPart]) {
    var spaces = 0
    if case .text(let text)? = parts.first {
      spaces = text.prefix(while: CommentText.isASCIISpace).count
      out.text(text)
      if parts.count == 2, case .interpolation(let node) = parts[1],
        text.allSatisfy({ $0 == 0x20 }),
        hasNoEndTrivia(node)
      {
        offset(spaces) { $0.loneInterpolation(node) }
        return
      }
      offset(spaces) { $0.write(parts.dropFirst()) }
    } else if parts.count == 1, case .interpolation(let node) = parts[0] {
      if hasNoEndTrivia(node) { loneInterpolation(node) } else { commentedInterpolation(node) }
    } else {
      write(parts[...])
    }
  }

  private mutating func write(_ parts: ArraySlice<StringPart>) {
    for part in parts {
      switch part {
      case .text(let text): out.text(text)
      case .interpolation(let node): interpolation(node)
      }
    }
  }

  // MARK: Interpolations

  private func hasNoEndTrivia(_ node: NodeID) -> Bool { tokens.leading[lastToken(node)].isEmpty }

  /// An interpolation that has its line of the string to itself.
  private mutating func loneInterpolation(_ node: NodeID) {
    let inner = child(tree[node].a)
    group {
      $0.out.text("${")
      $0.nest { $0.enclosed(inner) }
      $0.out.text("}")
    }
  }

  /// The same with comments at its end.
  private mutating func commentedInterpolation(_ node: NodeID) {
    group {
      $0.out.text("${")
      $0.out.spacing(.break)
      $0.nest { $0.whole(node) }
      $0.out.spacing(.break)
      $0.out.text("}")
    }
  }

  mutating func interpolation(_ node: NodeID) {
    let inner = child(tree[node].a)
    if hasNoEndTrivia(node) {
      if isTerm(inner), isAbsorbable(inner) {
        group {
          $0.out.text("${")
          $0.descend(into: inner) { $0.term(inner) }
          $0.out.text("}")
        }
        return
      }
      if isSimple(inner) {
        out.text("${")
        out.openList()
        let breaks = out.writtenBreaks
        expression(inner)
        if out.writtenBreaks == breaks { out.closeFlat() } else { out.closeInline() }
        out.text("}")
        return
      }
    }
    shortInterpolation(node)
  }

  /// An interpolation on one line if it has at most 30 columns, whatever the length of the line.
  private mutating func shortInterpolation(_ node: NodeID) {
    group {
      $0.out.text("${")
      $0.out.openList()
      let breaks = $0.out.writtenBreaks
      $0.out.spacing(.break)
      let width = $0.out.writtenWidth
      $0.nest { $0.whole(node) }
      let isShort = $0.out.writtenBreaks == breaks && $0.out.writtenWidth - width <= 30
      $0.out.spacing(.break)
      if isShort { $0.out.closeFlat(unnesting: 1) } else { $0.out.closeInline() }
      $0.out.text("}")
    }
  }

  /// Writes the expression of an interpolation and the comments at its end.
  private mutating func whole(_ node: NodeID) {
    let inner = child(tree[node].a)
    let close = lastToken(node)
    group {
      $0.expression(inner)
      $0.trivia($0.tokens.takeLeading(close))
    }
  }
}
