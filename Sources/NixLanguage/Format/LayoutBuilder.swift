/// Writes a document from left to right and keeps it in normal form while doing so.
///
/// The normal form: no two spacings or texts of one kind side by side; hard spacings and comments
/// that would stand at the edge of a group stand outside it, where they cannot force the group to
/// expand; no empty groups.
struct LayoutBuilder {
  private(set) var document = LayoutDocument()
  /// The elements of all open lists, one list after the other.
  private var open: [LayoutElement] = []
  /// Where each open list begins in `open`.
  private var starts = [0]
  /// Nesting depth of the texts to come.
  var nesting = 0
  /// Column offset of the texts to come.
  var offset = 0
  /// Columns written so far as they are on one line, spacings counted before they merge.
  private(set) var writtenWidth = 0
  /// Elements written so far that can never stand on one line.
  private(set) var writtenBreaks = 0

  // MARK: Elements

  mutating func text(_ text: StaticString, _ kind: TextKind = .plain) {
    let start = document.bytes.count
    text.withUTF8Buffer { document.bytes.append(contentsOf: $0) }
    write(from: start, kind)
  }

  mutating func text(_ text: some Collection<UInt8>, _ kind: TextKind = .plain) {
    let start = document.bytes.count
    document.bytes.append(contentsOf: text)
    write(from: start, kind)
  }

  mutating func spacing(_ spacing: Spacing) {
    if let width = spacing.flatWidth { writtenWidth += width } else { writtenBreaks += 1 }
    append(spacing)
  }

  // MARK: Nesting

  mutating func nest<Result>(_ body: (inout LayoutBuilder) -> Result) -> Result {
    nesting += 1
    defer { nesting -= 1 }
    return body(&self)
  }

  // MARK: Lists

  /// Begins a list, to be ended by one of the `close` functions.
  mutating func openList() { starts.append(open.count) }

  /// Ends the list as a group.
  mutating func closeGroup(_ kind: GroupKind) {
    let content = takeList()
    var body = content[...]
    while let first = body.first, isMovedOut(first) { body.removeFirst() }
    let before = content[..<body.startIndex]
    while case .spacing(let spacing)? = body.last, spacing.isHard { body.removeLast() }
    let after = content[body.endIndex...]
    before.forEach { append($0) }
    if !body.isEmpty { append(group: group(of: body, kind)) }
    after.forEach { append($0) }
  }

  /// Ends the list as a part of the list around it.
  mutating func closeInline() {
    for element in takeList() { append(element) }
  }

  /// Ends the list as a part of the list around it, all on one line.
  ///
  /// Only for lists without a forced line break; `writtenBreaks` tells. `unnesting` is taken from the
  /// nesting of every text.
  mutating func closeFlat(unnesting: Int = 0) {
    for element in takeList() { appendFlat(element, unnesting: unnesting) }
  }

  /// Ends the document.
  consuming func finish() -> LayoutDocument {
    let start = document.elements.count
    document.elements.append(contentsOf: open)
    document.root = start..<document.elements.count
    document.measure()
    return document
  }

  // MARK: Normal form

  private mutating func write(from start: Int, _ kind: TextKind) {
    let end = document.bytes.count
    // An empty raw text still claims the start of its line, and markers are empty by nature.
    if start == end, !kind.forcesLines { return }
    var width = 0
    for byte in document.bytes[start..<end] where byte & 0xc0 != 0x80 { width += 1 }
    if kind.forcesLines { writtenBreaks += 1 } else { writtenWidth += width }
    append(
      TextRun(
        nesting: nesting, offset: offset, kind: kind, start: start, end: end, width: width))
  }

  private mutating func takeList() -> [LayoutElement] {
    let start = starts.removeLast()
    let content = Array(open[start...])
    open.removeSubrange(start...)
    return content
  }

  private var last: LayoutElement? {
    open.count > starts[starts.count - 1] ? open[open.count - 1] : nil
  }

  private mutating func append(_ element: LayoutElement) {
    switch element {
    case .text(let text): append(text)
    case .spacing(let spacing): append(spacing)
    case .group(let group): append(group: group)
    }
  }

  private mutating func append(_ spacing: Spacing) {
    if case .spacing(let before)? = last {
      open[open.count - 1] = .spacing(before.merged(with: spacing))
    } else {
      open.append(.spacing(spacing))
    }
  }

  /// Texts of one kind join, and the left one's nesting holds for both.
  private mutating func append(_ text: TextRun) {
    guard case .text(var before)? = last, before.kind == text.kind else {
      open.append(.text(text))
      return
    }
    if before.end == text.start {
      before.end = text.end
    } else {
      if before.end != document.bytes.count {
        let start = document.bytes.count
        document.bytes.append(contentsOf: Array(document.bytes[before.start..<before.end]))
        before.start = start
      }
      document.bytes.append(contentsOf: Array(document.bytes[text.start..<text.end]))
      before.end = document.bytes.count
    }
    before.width += text.width
    open[open.count - 1] = .text(before)
  }

  /// A hard space before a group that begins with a soft spacing becomes part of that spacing.
  private mutating func append(group: Int) {
    if case .spacing(.hardspace)? = last, let place = leadingSoftSpacing(of: group),
      case .spacing(let spacing) = document.elements[place]
    {
      open.removeLast()
      document.elements[place] = .spacing(Spacing.hardspace.merged(with: spacing))
    }
    open.append(.group(group))
  }

  private func leadingSoftSpacing(of group: Int) -> Int? {
    var group = group
    while true {
      let place = document.groups[group].elements.lowerBound
      switch document.elements[place] {
      case .text: return nil
      case .spacing(let spacing): return spacing.isHard ? nil : place
      case .group(let inner): group = inner
      }
    }
  }

  private mutating func appendFlat(_ element: LayoutElement, unnesting: Int) {
    switch element {
    case .text(var text):
      text.nesting -= unnesting
      append(text)
    case .spacing(let spacing):
      if let spacing = spacing.flattened { append(spacing) }
    case .group(let group):
      for place in document.groups[group].elements {
        appendFlat(document.elements[place], unnesting: unnesting)
      }
    }
  }

  private func isMovedOut(_ element: LayoutElement) -> Bool {
    switch element {
    case .spacing(let spacing): spacing.isHard
    case .text(let text):
      switch text.kind {
      case .comment, .trailingComment, .verbatim: true
      case .plain, .expandedOnly, .regionStart, .raw: false
      }
    case .group: false
    }
  }

  /// A new group; a group that would only hold a group of the same kind is that group.
  private mutating func group(of body: ArraySlice<LayoutElement>, _ kind: GroupKind) -> Int {
    if body.count == 1, case .group(let inner)? = body.first,
      document.groups[inner].kind == kind
    {
      return inner
    }
    let start = document.elements.count
    document.elements.append(contentsOf: body)
    document.groups.append(
      LayoutGroup(kind: kind, elements: start..<document.elements.count))
    return document.groups.count - 1
  }
}
