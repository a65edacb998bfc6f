/// Versions as Nix orders them.
enum VersionBuiltins {
  static let table: [Builtin] = [
    Builtin("parseDrvName", "name", "The name and the version of a derivation's name.") {
      evaluator, arguments in
      let name = try evaluator.plainString(
        arguments[0], "while evaluating the first argument passed to builtins.parseDrvName")
      let bytes = name.bytes
      // The version starts after the first dash that no letter follows.
      let dash = bytes.indices.first { index in
        bytes[index] == UInt8(ascii: "-") && index + 1 < bytes.count && !isLetter(bytes[index + 1])
      }
      let version = dash.map { bytes[($0 + 1)...] } ?? bytes[bytes.count...]
      return evaluator.attributes([
        (.name, evaluator.string(bytes[..<(dash ?? bytes.count)])),
        (.version, evaluator.string(version)),
      ])
    },
    Builtin("compareVersions", "left right", "-1, 0 or 1 as a version is older, same or newer.") {
      evaluator, arguments in
      let left = try evaluator.plainString(
        arguments[0], "while evaluating the first argument passed to builtins.compareVersions")
      let right = try evaluator.plainString(
        arguments[1], "while evaluating the second argument passed to builtins.compareVersions")
      return evaluator.integer(
        try VersionOrder.compare(left.bytes, right.bytes, evaluator.checkpoint))
    },
    Builtin("splitVersion", "version", "The parts of a version.") { evaluator, arguments in
      let version = try evaluator.plainString(
        arguments[0], "while evaluating the first argument passed to builtins.splitVersion")
      var parts: [Value] = []
      var offset = 0
      while let part = VersionOrder.nextPart(version.bytes, &offset) {
        try evaluator.checkpoint(parts.count)
        parts.append(evaluator.string(version.bytes[part]))
      }
      return evaluator.list(parts)
    },
  ]

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
  }
}

/// The order of versions: part by part, numbers by value, `pre` before everything, an absent part
/// before a number.
enum VersionOrder {
  typealias Bytes = UnsafeBufferPointer<UInt8>

  /// `check` is called with the number of each part and may stop the comparison.
  static func compare(
    _ left: Bytes, _ right: Bytes, _ check: (Int) throws -> Void
  ) rethrows -> Int {
    var part = 0
    var leftOffset = 0
    var rightOffset = 0
    while leftOffset < left.count || rightOffset < right.count {
      try check(part)
      part += 1
      let leftPart = left[nextPart(left, &leftOffset) ?? 0..<0]
      let rightPart = right[nextPart(right, &rightOffset) ?? 0..<0]
      if isLess(leftPart, rightPart) { return -1 }
      if isLess(rightPart, leftPart) { return 1 }
    }
    return 0
  }

  /// The range of the next run of digits or of other characters; dots and dashes are skipped.
  static func nextPart(_ bytes: Bytes, _ offset: inout Int) -> Range<Int>? {
    while offset < bytes.count, isSeparator(bytes[offset]) { offset += 1 }
    guard offset < bytes.count else { return nil }
    let start = offset
    let isNumber = isDigit(bytes[start])
    while offset < bytes.count, !isSeparator(bytes[offset]), isDigit(bytes[offset]) == isNumber {
      offset += 1
    }
    return start..<offset
  }

  private static func isLess(_ left: Slice<Bytes>, _ right: Slice<Bytes>) -> Bool {
    let leftNumber = number(left)
    let rightNumber = number(right)
    if let leftNumber, let rightNumber { return leftNumber < rightNumber }
    if left.isEmpty, rightNumber != nil { return true }
    let leftIsPre = left.elementsEqual("pre".utf8)
    let rightIsPre = right.elementsEqual("pre".utf8)
    if leftIsPre, !rightIsPre { return true }
    if rightIsPre { return false }
    // 2.3a comes before 2.3.1.
    if rightNumber != nil { return true }
    if leftNumber != nil { return false }
    return left.lexicographicallyPrecedes(right)
  }

  /// The value of a part that is a number of 32 bits; larger ones compare as text.
  private static func number(_ part: Slice<Bytes>) -> Int32? {
    guard !part.isEmpty else { return nil }
    var value: Int32 = 0
    for byte in part {
      guard isDigit(byte) else { return nil }
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(Int32(byte & 15))
      if overflow || carry { return nil }
      value = sum
    }
    return value
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }
}
