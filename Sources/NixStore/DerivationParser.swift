extension Derivation {
  /// Reads the content of a `.drv` file; `name` is the file's name without hash and `.drv`.
  package init(text: [UInt8], name: [UInt8]) throws(StoreError) {
    var term = TermReader(bytes: text)
    self.init(name: name)
    try term.expect("Derive([")
    outputs = try term.items { (term) throws(StoreError) in
      try term.expect("(")
      let output = try term.string()
      try term.expect(",")
      let path = try term.string()
      try term.expect(",")
      let method = try term.string()
      try term.expect(",")
      let hash = try term.string()
      try term.expect(")")
      return Output(output, try Address(path: path, method: method, hash: hash))
    }
    try term.expect(",[")
    inputs = try term.items { (term) throws(StoreError) in
      try term.expect("(")
      let path = try term.string()
      try term.expect(",[")
      let outputs = try term.strings()
      try term.expect(")")
      guard !outputs.isEmpty else {
        throw StoreError(
          .badDerivation,
          "inputDrvs entry for '\(display(path))' specifies no outputs")
      }
      return Input(try StorePath(path), outputs: outputs)
    }
    try term.expect(",[")
    sources = try term.items { (term) throws(StoreError) in try StorePath(term.string()) }
    try term.expect(",")
    system = try term.string()
    try term.expect(",")
    builder = try term.string()
    try term.expect(",[")
    arguments = try term.strings()
    try term.expect(",[")
    environment = try term.items { (term) throws(StoreError) in
      try term.expect("(")
      let name = try term.string()
      try term.expect(",")
      let value = try term.string()
      try term.expect(")")
      return Variable(name, value)
    }
    try term.expect(")")
    guard term.isAtEnd else { throw term.malformed("the end") }
  }
}

extension Derivation.Address {
  /// From the three fields of an output.
  fileprivate init(path: [UInt8], method: [UInt8], hash: [UInt8]) throws(StoreError) {
    if method.isEmpty {
      guard hash.isEmpty else {
        throw StoreError(.badDerivation, "an output has a digest but no algorithm")
      }
      self = path.isEmpty ? .deferred : .inputs(try StorePath(path))
      return
    }
    var algorithm = method[...]
    var ingestion = Derivation.Method.flat
    for candidate in [Derivation.Method.nar, .text]
    where algorithm.starts(with: candidate.rawValue.utf8) {
      ingestion = candidate
      algorithm = algorithm.dropFirst(candidate.rawValue.utf8.count)
      break
    }
    let parsed = try HashAlgorithm(name: algorithm)
    if hash == Array("impure".utf8) {
      self = .impure(parsed, method: ingestion)
    } else if hash.isEmpty {
      self = .content(parsed, method: ingestion)
    } else {
      let digest = try Digest(parsing: hash, algorithm: parsed)
      self = .fixed(digest, method: ingestion, path: try StorePath(path))
    }
  }
}

/// Reads strings and lists of a term.
private struct TermReader {
  let bytes: [UInt8]
  var offset = 0

  var isAtEnd: Bool { offset == bytes.count }

  mutating func expect(_ literal: StaticString) throws(StoreError) {
    let matches = literal.withUTF8Buffer { bytes[offset...].starts(with: $0) }
    guard matches else { throw malformed("'\(literal)'") }
    offset += literal.utf8CodeUnitCount
  }

  mutating func string() throws(StoreError) -> [UInt8] {
    try expect("\"")
    var out: [UInt8] = []
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      switch byte {
      case UInt8(ascii: "\""): return out
      case UInt8(ascii: "\\"):
        guard offset < bytes.count else { break }
        switch bytes[offset] {
        case UInt8(ascii: "n"): out.append(UInt8(ascii: "\n"))
        case UInt8(ascii: "r"): out.append(UInt8(ascii: "\r"))
        case UInt8(ascii: "t"): out.append(UInt8(ascii: "\t"))
        default: out.append(bytes[offset])
        }
        offset += 1
      default: out.append(byte)
      }
    }
    throw malformed("'\"'")
  }

  /// The items of a list whose `[` was read, and its `]`.
  mutating func items<Item>(
    _ item: (inout Self) throws(StoreError) -> Item
  ) throws(StoreError) -> [Item] {
    var out: [Item] = []
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "]") {
      if !out.isEmpty { try expect(",") }
      out.append(try item(&self))
    }
    try expect("]")
    return out
  }

  mutating func strings() throws(StoreError) -> [[UInt8]] {
    try items { (term) throws(StoreError) in try term.string() }
  }

  func malformed(_ expected: String) -> StoreError {
    StoreError(
      .badDerivation, "error parsing derivation: expected \(expected) at byte \(offset)")
  }
}
