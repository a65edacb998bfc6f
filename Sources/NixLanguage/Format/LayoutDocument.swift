/// White space between two texts, decided by the renderer when it knows what fits.
///
/// The order of `rank` is the order of strength: of two neighbouring spacings the stronger remains.
enum Spacing: Equatable {
  /// Nothing, or a line break only where the text up to the next break does not fit.
  case softbreak
  /// Nothing in a group on one line, a line break in an expanded group.
  case `break`
  /// Always a space.
  case hardspace
  /// A space, or a line break only where the text up to the next break does not fit.
  case softspace
  /// A space in a group on one line, a line break in an expanded group.
  case space
  /// Always a line break.
  case hardline
  /// Always a line break and an empty line.
  case emptyline
  /// A number of line breaks that add up, for the lines of strings.
  case newlines(Int)

  private var rank: Int {
    switch self {
    case .softbreak: 0
    case .break: 1
    case .hardspace: 2
    case .softspace: 3
    case .space: 4
    case .hardline: 5
    case .emptyline: 6
    case .newlines: 7
    }
  }

  /// Whether it looks the same on one line and in an expanded group.
  var isHard: Bool {
    switch self {
    case .softbreak, .break, .softspace, .space: false
    case .hardspace, .hardline, .emptyline, .newlines: true
    }
  }

  /// Columns taken on one line, nil when a line break is forced.
  var flatWidth: Int? {
    switch self {
    case .softbreak, .break: 0
    case .hardspace, .softspace, .space: 1
    case .hardline, .emptyline, .newlines: nil
    }
  }

  /// The spacing as it is on one line, nil when nothing is left of it there.
  var flattened: Spacing? {
    switch self {
    case .softbreak, .break: nil
    case .softspace, .space: .hardspace
    case .hardspace, .hardline, .emptyline, .newlines: self
    }
  }

  /// The one spacing that two neighbouring spacings make.
  func merged(with other: Spacing) -> Spacing {
    let (weak, strong) = rank <= other.rank ? (self, other) : (other, self)
    switch (weak, strong) {
    // Room for a space and permission to break give both.
    case (.break, .softspace), (.break, .hardspace): return .space
    case (.softbreak, .hardspace): return .softspace
    case (.newlines(let first), .newlines(let second)): return .newlines(first + second)
    case (.emptyline, .newlines(let count)): return .newlines(count + 2)
    case (.hardspace, .newlines(let count)): return .newlines(count)
    case (_, .newlines(let count)): return .newlines(count + 1)
    default: return strong
    }
  }
}

/// What a text is, as far as the layout cares.
enum TextKind: Equatable {
  case plain
  /// A comment, or a line of one; its width does not count.
  case comment
  /// A `#` comment behind code on the same line; its width does not count either.
  case trailingComment
  /// Present only where its group is expanded: the last comma of a parameter set.
  case expandedOnly
  /// Begin of a region that must stay as it is: nothing is written until `verbatim`.
  case regionStart
  /// The source text of such a region, written as it is.
  case verbatim(toEnd: Bool)
  /// The begin of a string line that keeps its column: written without indentation.
  case raw

  /// Whether the text can never stand in a group on one line.
  var forcesLines: Bool {
    switch self {
    case .regionStart, .verbatim, .raw: true
    case .plain, .comment, .trailingComment, .expandedOnly: false
    }
  }

  var isComment: Bool { self == .comment || self == .trailingComment }
}

/// How a group behaves when it does not fit on one line.
enum GroupKind: Equatable {
  /// All its spaces and breaks become line breaks.
  case regular
  /// The parent first tries to expand this group alone, with everything around it on one line.
  case priority
  /// Its priority groups belong to its parent; otherwise regular.
  case transparent
}

/// A piece of text: a range of the document's bytes with its nesting.
struct TextRun {
  /// Nesting depth; several levels that begin on one line indent by one step only.
  var nesting: Int
  /// Columns added to the indentation, for code inside strings and lines inside comments.
  var offset: Int
  var kind: TextKind
  var start: Int
  var end: Int
  /// Unicode scalars between `start` and `end`.
  var width: Int
}

/// One element of a document.
enum LayoutElement {
  case text(TextRun)
  case spacing(Spacing)
  /// An index into `LayoutDocument.groups`.
  case group(Int)
}

/// A group: a range of `LayoutDocument.elements` and what is known about it on one line.
struct LayoutGroup {
  var kind: GroupKind
  var elements: Range<Int>
  /// Its extent on one line.
  var flat = FlatExtent()
  /// Whether there are priority groups in it, directly or through transparent groups.
  var hasPriority = false
}

/// The extent of a list of elements on one line, added up element by element.
///
/// Two spacings merge where one group ends and a spacing follows, so the last spacing stays pending.
struct FlatExtent {
  /// Larger than every line; stands for "contains a forced line break".
  static let never = 1 << 40

  /// Columns that count against the width, the pending spacing left out.
  private(set) var width = 0
  /// Columns of comments, which do not count but are written.
  private(set) var commentWidth = 0
  private var pending: Spacing?

  /// Columns with the pending spacing; at least `never` when a line break is forced.
  var total: Int { width + pendingWidth }

  private var pendingWidth: Int {
    guard let pending else { return 0 }
    return pending.flatWidth ?? Self.never
  }

  private mutating func flush() {
    width = min(total, Self.never)
    pending = nil
  }

  mutating func add(_ spacing: Spacing) {
    pending = pending?.merged(with: spacing) ?? spacing
  }

  mutating func add(_ text: TextRun) {
    flush()
    switch text.kind {
    case .plain: width += text.width
    case .comment, .trailingComment: commentWidth += text.width
    case .expandedOnly: break
    case .regionStart, .verbatim, .raw: width = Self.never
    }
  }

  mutating func add(_ group: FlatExtent) {
    flush()
    width = min(width + group.width, Self.never)
    commentWidth += group.commentWidth
    pending = group.pending
  }
}

/// A document ready for rendering: nested groups of texts and spacings in flat arrays.
struct LayoutDocument {
  /// The bytes that the texts point into.
  var bytes: [UInt8] = []
  var elements: [LayoutElement] = []
  /// Inner groups come before the groups around them.
  var groups: [LayoutGroup] = []
  /// The outermost list.
  var root = 0..<0

  /// Computes what groups know about themselves; to be called once all elements are final.
  mutating func measure() {
    for index in groups.indices { measure(index) }
  }

  /// Computes what a group knows about itself, from what the groups in it know.
  mutating func measure(_ index: Int) {
    var flat = FlatExtent()
    var hasPriority = false
    for element in elements[groups[index].elements] {
      switch element {
      case .text(let text): flat.add(text)
      case .spacing(let spacing): flat.add(spacing)
      case .group(let inner):
        flat.add(groups[inner].flat)
        let kind = groups[inner].kind
        if kind == .priority || kind == .transparent && groups[inner].hasPriority {
          hasPriority = true
        }
      }
    }
    groups[index].flat = flat
    groups[index].hasPriority = hasPriority
  }
}
