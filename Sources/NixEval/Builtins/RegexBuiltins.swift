/// `match` and `split`.
enum RegexBuiltins {
  static let table: [Builtin] = [
    Builtin(
      "match", "regex string",
      "The groups of a regular expression that matches a whole string; null if it does not match."
    ) { evaluator, arguments in
      let program = try evaluator.regex(
        arguments[0], "while evaluating the first argument passed to builtins.match")
      let subject = try evaluator.string(
        arguments[1], "while evaluating the second argument passed to builtins.match")
      return try evaluator.match(program, subject)
    },
    Builtin(
      "split", "regex string",
      "The parts of a string between the matches of a regular expression, and the groups of those."
    ) { evaluator, arguments in
      let program = try evaluator.regex(
        arguments[0], "while evaluating the first argument passed to builtins.split")
      let subject = try evaluator.string(
        arguments[1], "while evaluating the second argument passed to builtins.split")
      return try evaluator.split(program, subject)
    },
  ]
}

/// The programs of all patterns that were used, by the symbol of the pattern.
private final class RegexCache {
  var programs: [Symbol: RegexProgram] = [:]
}

extension Evaluator {
  fileprivate func regex(_ value: Value, _ purpose: StaticString) throws -> RegexProgram {
    let pattern = try plainString(value, purpose)
    let cache = cache(RegexCache.self, RegexCache.init)
    let symbol = symbols.intern(pattern)
    if let known = cache.programs[symbol] { return known }
    do throws(RegexError) {
      let program = try RegexCompiler.compile(Array(pattern.bytes))
      cache.programs[symbol] = program
      return program
    } catch .invalid {
      throw failure("invalid regular expression '\(pattern.text)'")
    } catch {
      throw failure("memory limit exceeded by regular expression '\(pattern.text)'")
    }
  }

  fileprivate func match(_ program: RegexProgram, _ subject: NixString) throws -> Value {
    let bytes = subject.bytes
    if let firstBytes = program.firstBytes {
      guard let first = bytes.first, firstBytes.contains(first) else { return .null }
    }
    let found = try find(program, bytes, at: 0, mode: .whole)
    guard let found else { return .null }
    return groups(of: found, in: bytes).value
  }

  private func find(
    _ program: RegexProgram, _ bytes: UnsafeBufferPointer<UInt8>, at start: Int,
    mode: RegexMatcher.Mode
  ) throws -> [RegexMatcher.Range]? {
    do {
      return try RegexMatcher.match(program, bytes, at: start, mode: mode) { try checkStack() }
    } catch is RegexError {
      throw failure("a match of a regular expression with \(bytes.count) bytes is too complex")
    }
  }

  /// The text of each group but the whole match; null for groups that did not take part.
  private func groups(
    of ranges: [RegexMatcher.Range], in bytes: UnsafeBufferPointer<UInt8>
  ) -> NixList {
    let list = NixList.make(count: ranges.count - 1, in: arena)
    for (index, range) in ranges.dropFirst().enumerated() {
      list.setElement(index, range.start < 0 ? .null : part(bytes, range.start..<range.end))
    }
    return list
  }

  private func part(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Value {
    NixString.make(UnsafeBufferPointer(rebasing: bytes[range]), in: arena).value
  }

  fileprivate func split(_ program: RegexProgram, _ subject: NixString) throws -> Value {
    let bytes = subject.bytes
    var parts: [Value] = []
    var done = 0
    var start = 0
    while start <= bytes.count {
      // A search may be over before the matcher looks whether to stop.
      try checkStack()
      if let firstBytes = program.firstBytes {
        while start < bytes.count, !firstBytes.contains(bytes[start]) { start += 1 }
        if start == bytes.count { break }
      }
      let found = try find(program, bytes, at: start, mode: .prefix)
      guard let found else {
        start += 1
        continue
      }
      parts.append(part(bytes, done..<start))
      parts.append(groups(of: found, in: bytes).value)
      done = found[0].end
      // After an empty match the search goes on one byte later.
      start = done == start ? start + 1 : done
    }
    // Only a string without any match keeps its context.
    if parts.isEmpty { return list([subject.value]) }
    parts.append(part(bytes, done..<bytes.count))
    return list(parts)
  }
}
