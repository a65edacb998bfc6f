/// `replaceStrings`.
enum ReplacementBuiltins {
  static let table: [Builtin] = [
    Builtin(
      "replaceStrings", "from to string",
      "A string with each occurrence of a string of one list replaced by its partner in another."
    ) { evaluator, arguments in
      let from = try evaluator.list(
        arguments[0], "while evaluating the first argument passed to builtins.replaceStrings")
      let to = try evaluator.list(
        arguments[1], "while evaluating the second argument passed to builtins.replaceStrings")
      guard from.count == to.count else {
        throw evaluator.failure(
          "'from' and 'to' arguments passed to builtins.replaceStrings have different lengths")
      }
      var replacement = StringReplacement(evaluator: evaluator, to: to)
      for index in 0..<from.count {
        replacement.add(
          try evaluator.string(
            from[index],
            "while evaluating one of the strings to replace passed to builtins.replaceStrings"))
      }
      return try replacement.apply(
        to: try evaluator.string(
          arguments[2], "while evaluating the third argument passed to builtins.replaceStrings"))
    }
  ]
}

/// One run of `replaceStrings`: at each place the first of the patterns that fits is replaced.
private struct StringReplacement {
  let evaluator: Evaluator
  let to: NixList
  private var patterns: [UnsafeBufferPointer<UInt8>] = []
  /// The bytes that patterns start with: all others are copied without a look at the patterns.
  private var firstBytes = ByteSet()
  private var hasEmptyPattern = false
  /// Replacements are evaluated when first needed.
  private var replacements: [NixString?]
  /// Of the subject and of the replacements that were used.
  private var context: StringContext = .empty

  /// A part of the subject that stays, and what comes after it.
  private struct Piece {
    let run: Range<Int>
    let replacement: NixString
  }

  init(evaluator: Evaluator, to: NixList) {
    self.evaluator = evaluator
    self.to = to
    replacements = Array(repeating: nil, count: to.count)
  }

  mutating func add(_ pattern: NixString) {
    patterns.append(pattern.bytes)
    if let first = pattern.bytes.first { firstBytes.insert(first) } else { hasEmptyPattern = true }
  }

  mutating func apply(to subject: NixString) throws -> Value {
    let bytes = subject.bytes
    context = subject.context
    // What to copy is found first, so that a result that is too long is refused before it is made.
    var pieces: [Piece] = []
    var length = 0
    var copied = 0
    var index = 0
    // One step past the end, as an empty pattern fits there too.
    while index <= bytes.count {
      try evaluator.checkpoint(index)
      guard let found = pattern(at: index, of: bytes) else {
        index += 1
        continue
      }
      let string = try replacement(found)
      pieces.append(Piece(run: copied..<index, replacement: string))
      length += index - copied + string.count
      try evaluator.checkLength(length)
      copied = index
      if patterns[found].isEmpty {
        index += 1
      } else {
        index += patterns[found].count
        copied = index
      }
    }
    if pieces.isEmpty { return subject.value }
    length += bytes.count - copied
    try evaluator.checkLength(length)
    return NixString.make(count: length, context: context, in: evaluator.arena) { target in
      var offset = 0
      func append(_ part: UnsafeBufferPointer<UInt8>) {
        _ = target[offset...].update(fromContentsOf: part)
        offset += part.count
      }
      for piece in pieces {
        append(UnsafeBufferPointer(rebasing: bytes[piece.run]))
        append(piece.replacement.bytes)
      }
      append(UnsafeBufferPointer(rebasing: bytes[copied...]))
    }.value
  }

  @inline(__always) private func pattern(
    at index: Int, of bytes: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    let isCandidate = index < bytes.count && firstBytes.contains(bytes[index])
    guard isCandidate || hasEmptyPattern else { return nil }
    return patterns.firstIndex { pattern in
      guard pattern.count <= bytes.count - index else { return false }
      for offset in 0..<pattern.count where pattern[offset] != bytes[index + offset] {
        return false
      }
      return true
    }
  }

  private mutating func replacement(_ index: Int) throws -> NixString {
    if let known = replacements[index] { return known }
    let string = try evaluator.string(
      to[index],
      "while evaluating one of the replacement strings passed to builtins.replaceStrings")
    replacements[index] = string
    context = context.union(string.context, in: evaluator.arena)
    return string
  }
}
