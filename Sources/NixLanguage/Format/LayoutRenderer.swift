/// Turns a document into text: every group on one line where it fits, expanded where it does not.
///
/// A group that does not fit first tries its priority groups, the last one first: that one expanded,
/// everything before and after it on one line. Such an attempt may fail late, when what follows is
/// reached, so it is a choice point to which the renderer returns. All state that an attempt changes
/// is kept in persistent lists (`lists`, `indents`) and in the length of the output; nothing recurses
/// with the depth of the source but the writing of a group on one line.
struct LayoutRenderer {
  /// Columns of a line, indentation left out.
  private let lineWidth: Int
  /// Columns of one level of indentation.
  private let indentWidth: Int

  var document: LayoutDocument
  /// Lists being rendered; `Place` walks through them.
  var lists: [OpenList] = []

  private var state = State()
  private var choices: [Choice] = []
  /// Levels of indentation, each pointing to the one around it.
  private var indents = [Indent(columns: 0, nesting: 0, parent: 0)]
  private var output: [UInt8] = []
  /// Elements rendered, attempts included, and how many there may be before attempts end.
  ///
  /// Attempts inside attempts could double the work with every level of nesting. Real code needs less
  /// than two visits for an element.
  private var visits = 0
  private let visitLimit: Int

  init(_ document: LayoutDocument, lineWidth: Int, indentWidth: Int = 2) {
    self.document = document
    self.lineWidth = lineWidth
    self.indentWidth = indentWidth
    visitLimit = 10_000 + 64 * document.elements.count
  }

  /// The text of the document, with whatever white space it begins and ends with.
  consuming func render() -> [UInt8] {
    output.reserveCapacity(document.bytes.count * 2)
    document.groups.append(LayoutGroup(kind: .regular, elements: document.root))
    document.measure(document.groups.count - 1)
    lists.append(OpenList(elements: 0..<0))
    var place = Place(list: 0, position: 0)
    place = renderGroup(document.groups.count - 1, then: place)
    while true {
      let list = lists[place.list]
      if list.isAfterPriority, place.position == list.elements.lowerBound {
        place = finishAttempt(list)
      } else if place.position == list.elements.upperBound {
        guard let rest = list.rest else { return output }
        place = rest
      } else {
        visits += 1
        let element = document.elements[place.position]
        place.position += 1
        switch element {
        case .text(let text): render(text, then: place)
        case .spacing(let spacing): render(spacing, then: place)
        case .group(let group): place = renderGroup(group, then: place)
        }
      }
    }
  }

  // MARK: State

  /// Everything an attempt changes.
  private struct State {
    /// Columns written on this line, the indentation left out; 0 at the begin of a line.
    var column = 0
    /// The innermost level of indentation.
    var indent = 0
    /// Whether nothing is written, inside a region that stays as it is.
    var isSuppressed = false
  }

  private struct Indent {
    var columns: Int
    var nesting: Int
    var parent: Int
  }

  /// A group whose priority groups are being tried.
  private struct Choice {
    var group: Int
    /// What follows the group.
    var rest: Place
    /// The group's elements with its transparent and priority groups dissolved.
    var dissolved: Range<Int>
    /// The priority groups, as parts of `dissolved`; the last ones are tried first.
    let candidates: [Range<Int>]
    /// How many of them are not tried yet.
    var left: Int
    var state: State
    var outputCount: Int
    var listCount: Int
  }

  // MARK: Texts

  private mutating func render(_ text: TextRun, then rest: Place) {
    switch text.kind {
    case .trailingComment
    where state.column == 2 && nextIndent(rest).nesting > indents[state.indent].nesting:
      // A comment behind an opening bracket, right above a line with one more level of indentation,
      // would be read as the comment of that line the next time; one column more keeps it apart.
      write(space: 1)
      write(text)
    case .regionStart: state.isSuppressed = true
    case .verbatim: writeVerbatim(text)
    case .raw:
      enter(nesting: text.nesting)
      write(text)
      state.column = max(1, state.column)
    case .plain, .comment, .trailingComment, .expandedOnly:
      beginLine(nesting: text.nesting, offset: text.offset)
      write(text)
    }
  }

  private mutating func write(_ text: TextRun) {
    state.column += text.width
    if !state.isSuppressed { output += document.bytes[text.start..<text.end] }
  }

  private mutating func write(space count: Int) {
    state.column += count
    if !state.isSuppressed { output.append(contentsOf: repeatElement(0x20, count: count)) }
  }

  private mutating func writeVerbatim(_ text: TextRun) {
    let bytes = document.bytes[text.start..<text.end]
    if state.column != 0, !state.isSuppressed { output.append(0x0a) }
    output += bytes
    state.isSuppressed = false
    state.column = 0
    let lineStart = bytes.lastIndex(of: 0x0a).map { $0 + 1 } ?? bytes.startIndex
    for byte in bytes[lineStart...] where byte & 0xc0 != 0x80 { state.column += 1 }
  }

  /// Moves to a nesting level: several new levels within one line are one step of indentation, and
  /// none when the line has already begun.
  private mutating func enter(nesting: Int) {
    while nesting < indents[state.indent].nesting { state.indent = indents[state.indent].parent }
    guard nesting > indents[state.indent].nesting else { return }
    let columns = indents[state.indent].columns + (state.column == 0 ? indentWidth : 0)
    indents.append(Indent(columns: columns, nesting: nesting, parent: state.indent))
    state.indent = indents.count - 1
  }

  private mutating func beginLine(nesting: Int, offset: Int) {
    enter(nesting: nesting)
    guard state.column == 0, !state.isSuppressed else { return }
    let columns = indents[state.indent].columns + offset
    output.append(contentsOf: repeatElement(0x20, count: columns))
  }

  // MARK: Spacings

  /// Renders a spacing of an expanded group.
  private mutating func render(_ spacing: Spacing, then rest: Place) {
    if state.column == 0 { return }
    switch spacing {
    case .break, .space, .hardline: breakLine(1)
    case .emptyline: breakLine(2)
    case .newlines(let count): breakLine(count)
    case .hardspace: write(space: 1)
    case .softbreak:
      if !lineFits(rest, in: lineWidth - state.column, of: lineWidth) { breakLine(1) }
    case .softspace:
      if lineFits(rest, in: lineWidth - state.column - 1, of: lineWidth) {
        write(space: 1)
      } else {
        breakLine(1)
      }
    }
  }

  private mutating func breakLine(_ count: Int) {
    state.column = 0
    if !state.isSuppressed { output.append(contentsOf: repeatElement(0x0a, count: count)) }
  }

  // MARK: Groups

  /// Renders a group on one line, or begins to expand it; returns where to go on.
  private mutating func renderGroup(_ index: Int, then rest: Place) -> Place {
    let group = document.groups[index]
    if writeFlat(group.elements, extent: group.flat, then: rest) { return rest }
    if group.kind != .transparent, group.hasPriority, visits < visitLimit {
      let (dissolved, candidates) = document.dissolve(index)
      choices.append(
        Choice(
          group: index, rest: rest, dissolved: dissolved, candidates: candidates,
          left: candidates.count, state: state, outputCount: output.count,
          listCount: lists.count))
      return nextAttempt()
    }
    return expand(index, then: rest)
  }

  private mutating func expand(_ group: Int, then rest: Place) -> Place {
    open(OpenList(elements: document.groups[group].elements, rest: rest))
  }

  /// Begins the next attempt of the innermost choice, or expands its group when none is left.
  private mutating func nextAttempt() -> Place {
    while let choice = choices.last, choice.left > 0, visits < visitLimit {
      choices[choices.count - 1].left -= 1
      let priority = choice.candidates[choice.left - 1]
      let before = choice.dissolved.lowerBound..<priority.lowerBound
      let after = priority.upperBound..<choice.dissolved.upperBound
      // What cannot fit even on a line of its own would only fail after all the work.
      let room = lineWidth + 1 - firstLineWidth(choice.rest)
      if !document.fits(after, in: room) { continue }
      let mark = lists.count
      let following = open(
        OpenList(
          elements: priority.lowerBound..<choice.dissolved.upperBound, rest: choice.rest))
      let written = before.isEmpty || writeFlat(before, extent: nil, then: following)
      lists.removeSubrange(mark...)
      if !written { continue }
      let then = open(
        OpenList(elements: after, rest: choice.rest, isFlat: true, isAfterPriority: true))
      return open(OpenList(elements: priority, rest: then))
    }
    guard let choice = choices.popLast() else { preconditionFailure("no attempt under way") }
    return expand(choice.group, then: choice.rest)
  }

  /// The priority group is written: what follows it in its parent must fit on the line now.
  private mutating func finishAttempt(_ list: OpenList) -> Place {
    guard let choice = choices.last else { preconditionFailure("no attempt under way") }
    if list.elements.isEmpty || writeFlat(list.elements, extent: nil, then: choice.rest) {
      choices.removeLast()
      return choice.rest
    }
    state = choice.state
    output.removeSubrange(choice.outputCount...)
    lists.removeSubrange(choice.listCount...)
    return nextAttempt()
  }

  // MARK: One line

  /// Writes a list on the current line if it fits there with what follows up to the next break.
  private mutating func writeFlat(
    _ list: Range<Int>, extent: FlatExtent?, then rest: Place
  ) -> Bool {
    if let extent, extent.width > lineWidth { return false }
    var line = FlatLine()
    let nesting = indents[state.indent].nesting
    let next = nextIndent(rest).nesting
    if state.column == 0 {
      line.skipsFirst = true
      let room = lineWidth - firstLineWidth(rest)
      guard document.fits(list, in: room, skippingFirst: true) else { return false }
      let own = document.nextIndent(list)
      let level = nesting + (own.nesting > nesting ? indentWidth : 0)
      line.columnsLeft = next > level ? indentWidth : 0
      beginLine(nesting: own.nesting, offset: own.offset)
    } else {
      let room = lineWidth - state.column - firstLineWidth(rest)
      if let extent {
        guard extent.total <= room else { return false }
      } else {
        guard document.fits(list, in: room) else { return false }
      }
      line.columnsLeft = (next > nesting ? indentWidth : 0) - state.column
    }
    writeFlat(list, &line)
    flush(&line)
    return true
  }

  /// The state of a list being written on one line.
  private struct FlatLine {
    /// Spacing not yet written; it merges with a spacing that follows.
    var pending: Spacing?
    /// Columns left to where the next line begins.
    var columnsLeft = 0
    /// Whether a spacing at the very begin is left out.
    var skipsFirst = false
  }

  private mutating func writeFlat(_ list: Range<Int>, _ line: inout FlatLine) {
    for position in list {
      visits += 1
      switch document.elements[position] {
      case .spacing(let spacing):
        if !line.skipsFirst { line.pending = line.pending?.merged(with: spacing) ?? spacing }
        line.skipsFirst = false
      case .group(let group):
        flush(&line)
        // Only a spacing in the first place of a first group is left out.
        let range = document.groups[group].elements
        if line.skipsFirst, case .spacing? = document.elements[range].first {
        } else {
          line.skipsFirst = false
        }
        writeFlat(range, &line)
      case .text(let text):
        flush(&line)
        line.skipsFirst = false
        writeFlat(text, &line)
      }
    }
  }

  private mutating func writeFlat(_ text: TextRun, _ line: inout FlatLine) {
    switch text.kind {
    case .plain:
      line.columnsLeft -= text.width
      write(text)
    case .comment: write(text)
    case .trailingComment:
      if line.columnsLeft == 0 { write(space: 1) }
      write(text)
    case .expandedOnly, .regionStart, .verbatim, .raw: break
    }
  }

  private mutating func flush(_ line: inout FlatLine) {
    guard let pending = line.pending else { return }
    line.pending = nil
    if pending.flatWidth == 1 {
      line.columnsLeft -= 1
      write(space: 1)
    }
  }

  // MARK: Lists

  private mutating func open(_ list: OpenList) -> Place {
    lists.append(list)
    return Place(list: lists.count - 1, position: list.elements.lowerBound)
  }

  private mutating func firstLineWidth(_ place: Place) -> Int {
    firstLineWidth(place, limit: lineWidth)
  }
}
