/// A list of elements that the renderer is in, and where it goes on after it.
struct OpenList {
  var elements: Range<Int>
  /// The place after the list; nil after the document.
  var rest: Place?
  /// Whether the spacings of the list count as they are on one line.
  var isFlat = false
  /// Whether the list is what follows a priority group in its parent.
  var isAfterPriority = false
}

/// A place in an open list: everything from there to the end of the document follows.
struct Place {
  var list: Int
  var position: Int
}

/// How far a text is indented.
struct IndentHint {
  var nesting = 0
  var offset = 0
}

// The renderer's questions about what follows a place.
extension LayoutRenderer {
  /// The next element, and the place moved behind it.
  private func next(_ place: inout Place) -> LayoutElement? {
    while true {
      let list = lists[place.list]
      if place.position == list.elements.upperBound {
        guard let rest = list.rest else { return nil }
        place = rest
        continue
      }
      let element = document.elements[place.position]
      place.position += 1
      guard list.isFlat, case .spacing(let spacing) = element else { return element }
      if let spacing = spacing.flattened { return .spacing(spacing) }
    }
  }

  /// Moves into a group that `next` returned.
  private mutating func enter(_ group: Int, _ place: inout Place) {
    let elements = document.groups[group].elements
    lists.append(OpenList(elements: elements, rest: place))
    place = Place(list: lists.count - 1, position: elements.lowerBound)
  }

  /// Merges a spacing with the spacings directly after it.
  private func merged(_ spacing: Spacing, _ place: inout Place) -> Spacing {
    var result = spacing
    var ahead = place
    while case .spacing(let following)? = next(&ahead) {
      result = result.merged(with: following)
      place = ahead
    }
    return result
  }

  /// The nesting and offset of the next text.
  func nextIndent(_ place: Place) -> IndentHint {
    var place = place
    while let element = next(&place) {
      switch element {
      case .text(let text): return IndentHint(nesting: text.nesting, offset: text.offset)
      case .group(let group): return document.nextIndent(document.groups[group].elements)
      case .spacing: continue
      }
    }
    return IndentHint()
  }

  /// Columns up to the next possible line break, when every possible break is taken.
  ///
  /// Ends early above `limit`: no more can fit then anyway.
  mutating func firstLineWidth(_ start: Place, limit: Int) -> Int {
    let mark = lists.count
    defer { lists.removeSubrange(mark...) }
    var place = start
    var width = 0
    while width <= limit, let element = next(&place) {
      switch element {
      case .text(let text): if !text.kind.isComment { width += text.width }
      case .group(let group): enter(group, &place)
      case .spacing(let spacing):
        guard merged(spacing, &place) == .hardspace else { return width }
        width += 1
      }
    }
    return width
  }

  /// Whether the text up to the next line break fits in `room` columns, groups being kept on one line
  /// where they fit in `limit`.
  mutating func lineFits(_ start: Place, in room: Int, of limit: Int) -> Bool {
    let mark = lists.count
    defer { lists.removeSubrange(mark...) }
    var place = start
    var left = limit
    while left >= 0 {
      guard let element = next(&place) else { return limit - left <= room }
      switch element {
      case .text(let text):
        if case .verbatim = text.kind { return limit - left <= room }
        if text.kind == .plain { left -= text.width }
      case .spacing(let spacing):
        guard merged(spacing, &place) == .hardspace else { return limit - left <= room }
        left -= 1
      case .group(let group):
        let extent = document.groups[group].flat
        if extent.total <= left - firstLineWidth(place, limit: limit) {
          left -= extent.total + extent.commentWidth
        } else {
          enter(group, &place)
        }
      }
    }
    return false
  }
}

// Questions about a list alone.
extension LayoutDocument {
  /// Whether a list fits on one line of some width; `skippingFirst` leaves out a spacing that is
  /// first in the list or in a group that is first.
  func fits(_ list: Range<Int>, in room: Int, skippingFirst: Bool = false) -> Bool {
    if room < 0 { return false }
    var extent = FlatExtent()
    var first = skippingFirst
    for element in elements[list] {
      switch element {
      case .text(let text): extent.add(text)
      case .spacing(let spacing): if !first { extent.add(spacing) }
      case .group(let group):
        let inner = groups[group].elements
        if first, case .spacing? = elements[inner].first {
          for element in elements[inner.dropFirst()] { add(element, to: &extent) }
        } else {
          extent.add(groups[group].flat)
        }
      }
      first = false
      if extent.width > room { return false }
    }
    return extent.total <= room
  }

  private func add(_ element: LayoutElement, to extent: inout FlatExtent) {
    switch element {
    case .text(let text): extent.add(text)
    case .spacing(let spacing): extent.add(spacing)
    case .group(let group): extent.add(groups[group].flat)
    }
  }

  /// The nesting and offset of the first text of a list.
  func nextIndent(_ list: Range<Int>) -> IndentHint {
    var list = list
    while true {
      var group: Int?
      search: for element in elements[list] {
        switch element {
        case .text(let text): return IndentHint(nesting: text.nesting, offset: text.offset)
        case .group(let inner):
          group = inner
          break search
        case .spacing: continue search
        }
      }
      guard let group else { return IndentHint() }
      list = groups[group].elements
    }
  }

  /// A copy of a group's elements in which transparent and priority groups are replaced by their
  /// elements, and where the priority groups are in it.
  mutating func dissolve(_ group: Int) -> (all: Range<Int>, priorities: [Range<Int>]) {
    var dissolved: [LayoutElement] = []
    var priorities: [Range<Int>] = []
    let start = elements.count
    var pending = [groups[group].elements]
    while var list = pending.popLast() {
      guard let position = list.popFirst() else { continue }
      pending.append(list)
      guard case .group(let inner) = elements[position] else {
        dissolved.append(elements[position])
        continue
      }
      switch groups[inner].kind {
      case .regular: dissolved.append(elements[position])
      case .transparent: pending.append(groups[inner].elements)
      case .priority:
        let begin = start + dissolved.count
        dissolved += elements[groups[inner].elements]
        priorities.append(begin..<start + dissolved.count)
      }
    }
    elements += dissolved
    return (start..<elements.count, priorities)
  }
}
