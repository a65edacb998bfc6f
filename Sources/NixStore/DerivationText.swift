/// The text of derivations: one term of the ATerm format.
extension Derivation {
  /// The content of the `.drv` file.
  package var text: [UInt8] { DerivationTerm(self).text(of: self, inputs: namedInputs) }

  /// The inputs as the file has them.
  var namedInputs: DerivationTerm.Inputs { inputs.map { ($0.path.bytes, $0.outputs) } }
}

/// The text of one derivation, of which three versions are hashed: with the inputs replaced by their
/// digests, once with and once without the paths of the outputs, and as the file has it.
///
/// They differ in the outputs, the inputs and the variables named after outputs. All the rest, most of
/// the text, is written once, and the versions are hashed piece by piece.
struct DerivationTerm {
  /// Names of inputs, paths or digests, with the outputs that are needed.
  typealias Inputs = [(name: [UInt8], outputs: [[UInt8]])]

  /// From the sources to the end, without the values of the variables named after outputs.
  private let body: [UInt8]
  /// Where those values belong, in order.
  private let holes: [(offset: Int, variable: Int)]

  init(_ derivation: Derivation) {
    var limit = 16 + TermWriter.limit(derivation.system) + TermWriter.limit(derivation.builder)
    for source in derivation.sources { limit += TermWriter.limit(source.bytes) }
    for argument in derivation.arguments { limit += TermWriter.limit(argument) }
    for variable in derivation.environment {
      limit += 4 + TermWriter.limit(variable.name) + TermWriter.limit(variable.value)
    }
    var holes: [(offset: Int, variable: Int)] = []
    body = TermWriter.write(atMost: limit) { term in
      term.raw("],")
      term.list(derivation.sources) { $0.bytes }
      term.raw(",")
      term.string(derivation.system)
      term.raw(",")
      term.string(derivation.builder)
      term.raw(",")
      term.list(derivation.arguments) { $0 }
      term.raw(",[")
      for (index, variable) in derivation.environment.enumerated() {
        term.raw(index == 0 ? "(" : ",(")
        term.string(variable.name)
        term.raw(",")
        if derivation.outputs.contains(where: { $0.name.hasBytes(of: variable.name) }) {
          holes.append((term.count, index))
        } else {
          term.string(variable.value)
        }
        term.raw(")")
      }
      term.raw("])")
    }
    self.holes = holes
  }

  /// The text with the given names for the inputs. With `maskingOutputs`, output paths are left blank,
  /// as are the variables of their names. The rest of `derivation` is as it was for `init`.
  func text(
    of derivation: Derivation, inputs: Inputs, maskingOutputs: Bool = false
  ) -> [UInt8] {
    var text: [UInt8] = []
    forEachPiece(of: derivation, inputs, maskingOutputs) { text += $0 }
    return text
  }

  /// The SHA-256 of that text.
  func digest(
    of derivation: Derivation, inputs: Inputs, maskingOutputs: Bool = false
  ) -> Digest {
    var hasher = StreamHasher(.sha256)
    forEachPiece(of: derivation, inputs, maskingOutputs) { hasher.update($0) }
    return hasher.finish()
  }

  private func forEachPiece(
    of derivation: Derivation, _ inputs: Inputs, _ maskingOutputs: Bool,
    _ visit: (UnsafeRawBufferPointer) -> Void
  ) {
    writeHead(of: derivation, inputs, maskingOutputs, visit)
    body.withUnsafeBytes { body in
      var written = 0
      for hole in holes {
        visit(UnsafeRawBufferPointer(rebasing: body[written..<hole.offset]))
        let value = maskingOutputs ? [] : derivation.environment[hole.variable].value
        TermWriter.write(atMost: TermWriter.limit(value), to: visit) { $0.string(value) }
        written = hole.offset
      }
      visit(UnsafeRawBufferPointer(rebasing: body[written...]))
    }
  }

  /// What comes before the sources: outputs and inputs.
  private func writeHead(
    of derivation: Derivation, _ inputs: Inputs, _ maskingOutputs: Bool,
    _ visit: (UnsafeRawBufferPointer) -> Void
  ) {
    let outputs = derivation.outputs.map { ($0.name, $0.address.fields) }
    var limit = 16
    for (name, fields) in outputs {
      limit += 8 + TermWriter.limit(name) + TermWriter.limit(fields.path)
      limit += TermWriter.limit(fields.method) + TermWriter.limit(fields.hash)
    }
    for input in inputs {
      limit += 8 + TermWriter.limit(input.name)
      for output in input.outputs { limit += TermWriter.limit(output) }
    }
    TermWriter.write(atMost: limit, to: visit) { term in
      term.raw("Derive([")
      for (index, (name, fields)) in outputs.enumerated() {
        term.raw(index == 0 ? "(" : ",(")
        term.string(name)
        term.raw(",")
        term.string(maskingOutputs ? [] : fields.path)
        term.raw(",")
        term.string(fields.method)
        term.raw(",")
        term.string(fields.hash)
        term.raw(")")
      }
      term.raw("],[")
      for (index, input) in inputs.enumerated() {
        term.raw(index == 0 ? "(" : ",(")
        term.string(input.name)
        term.raw(",")
        term.list(input.outputs) { $0 }
        term.raw(")")
      }
    }
  }
}

extension Derivation.Address {
  /// The path, the method with the algorithm, and the digest, as the term has them.
  fileprivate var fields: (path: [UInt8], method: [UInt8], hash: [UInt8]) {
    switch self {
    case .inputs(let path): (path.bytes, [], [])
    case .deferred: ([], [], [])
    case .fixed(let digest, let method, let path):
      (path.bytes, methodName(method, digest.algorithm), digest.encoded(.base16))
    case .content(let algorithm, let method): ([], methodName(method, algorithm), [])
    case .impure(let algorithm, let method):
      ([], methodName(method, algorithm), Array("impure".utf8))
    }
  }
}

/// `r:sha256` and the like.
func methodName(_ method: Derivation.Method, _ algorithm: HashAlgorithm) -> [UInt8] {
  Array((method.rawValue + algorithm.rawValue).utf8)
}

/// Writes strings and lists of a term into memory that is large enough for the longest text they
/// could become, so that nothing has to be looked at while writing.
private struct TermWriter {
  private let start: UnsafeMutablePointer<UInt8>
  private let end: UnsafeMutablePointer<UInt8>
  private var next: UnsafeMutablePointer<UInt8>

  /// What `body` writes, `limit` bytes at most.
  static func write(atMost limit: Int, _ body: (inout TermWriter) -> Void) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      guard let start = buffer.baseAddress else { return }
      var writer = TermWriter(start: start, end: start + buffer.count, next: start)
      body(&writer)
      precondition(writer.next <= writer.end)
      count = writer.count
    }
  }

  /// The same for text that is looked at once.
  static func write(
    atMost limit: Int, to visit: (UnsafeRawBufferPointer) -> Void,
    _ body: (inout TermWriter) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: limit) { buffer in
      guard let start = buffer.baseAddress else { return }
      var writer = TermWriter(start: start, end: start + buffer.count, next: start)
      body(&writer)
      precondition(writer.next <= writer.end)
      visit(UnsafeRawBufferPointer(start: start, count: writer.count))
    }
  }

  /// The most bytes that a string takes with quotes, if all its bytes are escaped, and with the comma
  /// behind it.
  static func limit(_ content: [UInt8]) -> Int { 2 * content.count + 3 }

  var count: Int { next - start }

  mutating func raw(_ literal: StaticString) {
    next.update(from: literal.utf8Start, count: literal.utf8CodeUnitCount)
    next += literal.utf8CodeUnitCount
  }

  private mutating func byte(_ byte: UInt8) {
    next.pointee = byte
    next += 1
  }

  /// A quoted string; five characters are escaped, all other bytes stand for themselves.
  mutating func string(_ content: [UInt8]) {
    byte(UInt8(ascii: "\""))
    content.withUnsafeBytes { content in
      var index = 0
      while index < content.count {
        if index + 8 <= content.count {
          let word = content.loadUnaligned(fromByteOffset: index, as: UInt64.self)
          UnsafeMutableRawPointer(next).storeBytes(of: word, as: UInt64.self)
          let plain = Self.plainCount(word)
          next += plain
          index += plain
          if plain == 8 { continue }
        }
        if let escape = Self.escape(content[index]) {
          byte(UInt8(ascii: "\\"))
          byte(escape)
        } else {
          byte(content[index])
        }
        index += 1
      }
    }
    byte(UInt8(ascii: "\""))
  }

  /// How many of eight bytes come before the first one that may be escaped, which every control
  /// character may.
  @inline(__always) private static func plainCount(_ word: UInt64) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    // A byte is zero when taking one from it borrows and it had no high bit.
    let quotes = word ^ ones &* UInt64(UInt8(ascii: "\""))
    let backslashes = word ^ ones &* UInt64(UInt8(ascii: "\\"))
    let controls = (word &- ones &* 0x20) & ~word
    let hits = ((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes) | controls
    // Bytes behind the first hit may be taken for hits too, as the borrow goes on.
    return (hits & (ones &* 0x80)).trailingZeroBitCount / 8
  }

  /// The letter after the backslash, nil for a byte that stands for itself.
  @inline(__always) private static func escape(_ byte: UInt8) -> UInt8? {
    // What is escaped lies below `#`, but for the backslash.
    if byte > UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { return nil }
    return switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): byte
    case UInt8(ascii: "\n"): UInt8(ascii: "n")
    case UInt8(ascii: "\r"): UInt8(ascii: "r")
    case UInt8(ascii: "\t"): UInt8(ascii: "t")
    default: nil
    }
  }

  mutating func list<Item>(_ items: [Item], _ content: (Item) -> [UInt8]) {
    raw("[")
    for (index, item) in items.enumerated() {
      if index > 0 { raw(",") }
      string(content(item))
    }
    raw("]")
  }
}
