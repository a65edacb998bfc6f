import SourceText

/// A list or set with comments in it is changed element by element, so that what the user noted beside
/// them stays. Without comments it is written anew, which also lays it out.
extension LiteralEditor {
  /// A stretch of the file and what takes its place.
  struct Edit {
    var range: Range<Int>
    var text: String
  }

  typealias Node = LiteralDocument.Node

  /// Elements of lists that are compared pair by pair are at most so many.
  private static let maximumPairs = 1 << 20

  /// What turns a value into another one; nil where that is no change of single elements.
  func edits(of node: Node, to literal: NixLiteral) -> [Edit]? {
    if node.literal == literal { return [] }
    switch (node.value, literal) {
    case (.list(let old), .list(let new)):
      guard old.count * max(new.count, 1) <= Self.maximumPairs else { return nil }
      return old.isEmpty ? [filling(of: node.span, with: new)] : edits(of: old, to: new)
    case (.attributes(let old), .attributes(let new)): return edits(of: old, to: new)
    default: return nil
    }
  }

  /// The comments inside a value, each as it is written.
  func comments(in node: Node) -> [String] {
    var found: [String] = []
    var place = Int(node.span.start)
    func skip(to span: SourceSpan) {
      found += comments(between: place..<max(place, Int(span.start)))
      place = max(place, Int(span.end))
    }
    switch node.value {
    case .list(let elements):
      for element in elements {
        skip(to: element.span)
        found += comments(in: element)
      }
    case .attributes(let attributes):
      for attribute in attributes {
        skip(to: attribute.nameSpan)
        // A path of names gives sets without a place of their own.
        guard attribute.value.span != attribute.nameSpan else { continue }
        skip(to: attribute.value.span)
        found += comments(in: attribute.value)
      }
    default: return []
    }
    skip(to: SourceSpan(start: node.span.end, end: node.span.end))
    return found
  }

  /// The comments of a stretch without strings.
  private func comments(between range: Range<Int>) -> [String] {
    var found: [String] = []
    var rest = bytes[range]
    while let start = rest.firstIndex(where: { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "/") })
    {
      let end =
        rest[start] == UInt8(ascii: "#")
        ? rest[start...].firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
        : rest[start...].dropFirst(2).firstRange(of: Array("*/".utf8))?.upperBound ?? rest.endIndex
      found.append(String(decoding: rest[start..<end], as: UTF8.self))
      rest = rest[end...]
    }
    return found
  }

  // MARK: Lists

  private func edits(of old: [Node], to new: [NixLiteral]) -> [Edit]? {
    var edits: [Edit] = []
    var start = (old: 0, new: 0)
    for match in Self.matches(old.map(\.literal), new) + [(old.count, new.count)] {
      guard
        let inner = self.edits(
          ofGap: start.old..<match.0, in: old, to: Array(new[start.new..<match.1]))
      else { return nil }
      edits += inner
      start = (match.0 + 1, match.1 + 1)
    }
    return edits
  }

  /// Turns the elements between two that stay into others.
  private func edits(
    ofGap gap: Range<Int>, in old: [Node], to new: [NixLiteral]
  ) -> [Edit]? {
    var edits: [Edit] = []
    var going = Array(gap)
    var coming = new[...]
    // Records are changed in place, one for one.
    while let index = going.first, let literal = coming.first,
      case .attributes(let attributes) = old[index].value, case .attributes(let wanted) = literal
    {
      guard let inner = self.edits(of: attributes, to: wanted) else { return nil }
      edits += inner
      going.removeFirst()
      coming.removeFirst()
    }
    guard !coming.isEmpty else { return edits + going.map { removal(of: old[$0]) } }
    if let index = going.first {
      let span = old[index].span
      let kept = comments(in: old[index])
      edits.append(
        Edit(
          range: span.start..<span.end,
          text: lines(coming, kept, indentation: indentation(at: span.start))))
      return edits + going.dropFirst().map { removal(of: old[$0]) }
    }
    let before = gap.upperBound - 1
    if before >= 0 {
      edits.append(insertion(behind: old[before].span) { self.lines(coming, [], indentation: $0) })
    } else {
      let start = old[0].span.start
      let indentation = indentation(at: start)
      let end = isFirst(start) ? "\n" + Self.blanks(indentation) : " "
      edits.append(
        Edit(range: start..<start, text: lines(coming, [], indentation: indentation) + end))
    }
    return edits
  }

  /// Puts elements behind the comments of a list without any.
  private func filling(of span: SourceSpan, with new: [NixLiteral]) -> Edit {
    let outer = indentation(at: span.start)
    var end = span.end - 1
    while end > span.start + 1, Self.isBlank(bytes[end - 1]) { end -= 1 }
    let text = lines(new[...], [], indentation: outer + 2)
    return Edit(
      range: end..<(span.end - 1),
      text: "\n" + Self.blanks(outer + 2) + text + "\n" + Self.blanks(outer))
  }

  /// Elements below each other, behind comments.
  private func lines(
    _ literals: ArraySlice<NixLiteral>, _ comments: [String], indentation: Int
  ) -> String {
    (comments + literals.map { $0.block(indentation: indentation) })
      .joined(separator: "\n" + Self.blanks(indentation))
  }

  /// An element goes, and the comments in it stay.
  private func removal(of node: Node) -> Edit {
    let range = node.span.start..<node.span.end
    let kept = comments(in: node)
    guard !kept.isEmpty else { return Edit(range: wholeLine(range), text: "") }
    return Edit(
      range: range, text: lines([], kept, indentation: indentation(at: node.span.start)))
  }

  private func insertion(behind span: SourceSpan, _ text: (Int) -> String) -> Edit {
    let indentation = indentation(at: span.start)
    guard isFirst(span.start), let end = restOfLine(span.end) else {
      return Edit(range: span.end..<span.end, text: " " + text(indentation))
    }
    return Edit(range: end..<end, text: "\n" + Self.blanks(indentation) + text(indentation))
  }

  /// The places of a longest common subsequence, in order.
  private static func matches(_ old: [NixLiteral], _ new: [NixLiteral]) -> [(Int, Int)] {
    var lengths = Array(
      repeating: Array(repeating: 0, count: new.count + 1), count: old.count + 1)
    for i in old.indices.reversed() {
      for j in new.indices.reversed() {
        lengths[i][j] =
          old[i] == new[j] ? lengths[i + 1][j + 1] + 1 : max(lengths[i + 1][j], lengths[i][j + 1])
      }
    }
    var found: [(Int, Int)] = []
    var (i, j) = (0, 0)
    while i < old.count, j < new.count {
      if old[i] == new[j] {
        found.append((i, j))
        (i, j) = (i + 1, j + 1)
      } else if lengths[i + 1][j] >= lengths[i][j + 1] {
        i += 1
      } else {
        j += 1
      }
    }
    return found
  }

  // MARK: Sets

  private func edits(
    of old: [LiteralDocument.Attribute], to new: [NixLiteral.Attribute]
  ) -> [Edit]? {
    // Sets without attributes, and those of paths such as `a.b = 1`, are written anew.
    guard let last = old.last, old.allSatisfy({ $0.value.span != $0.nameSpan }) else { return nil }
    var edits: [Edit] = []
    for attribute in old {
      if let wanted = new.first(where: { $0.name == attribute.name })?.value {
        let span = attribute.value.span
        edits +=
          self.edits(of: attribute.value, to: wanted)
          ?? [
            Edit(
              range: span.start..<span.end,
              text: wanted.block(indentation: indentation(at: span.start)))
          ]
      } else {
        guard let end = semicolon(behind: attribute.value.span.end) else { return nil }
        edits.append(Edit(range: wholeLine(attribute.nameSpan.start..<end), text: ""))
      }
    }
    let added = new.filter { wanted in !old.contains { $0.name == wanted.name } }
    guard !added.isEmpty else { return edits }
    // Behind the last one, which has to stay for that.
    guard new.contains(where: { $0.name == last.name }),
      let end = semicolon(behind: last.value.span.end)
    else { return nil }
    let binding = SourceSpan(start: last.nameSpan.start, end: end)
    edits.append(
      insertion(behind: binding) { indentation in
        added.map {
          NixName.attributePath([$0.name]) + " = " + $0.value.block(indentation: indentation) + ";"
        }.joined(separator: "\n" + Self.blanks(indentation))
      })
    return edits
  }

  /// The place behind the semicolon that ends a binding.
  private func semicolon(behind place: Int) -> Int? {
    bytes[place...].first { !Self.isBlank($0) && $0 != UInt8(ascii: ")") } == UInt8(ascii: ";")
      ? bytes[place...].firstIndex(of: UInt8(ascii: ";")).map { $0 + 1 } : nil
  }
}
