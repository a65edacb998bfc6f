/// The text of derivations: one term of the ATerm format.
extension Derivation {
  /// The content of the `.drv` file.
  package var text: [UInt8] { DerivationTerm(self).text(of: self) }
}

/// The text of one derivation, of which three versions are hashed: with the inputs replaced by their
/// digests, once with and once without the paths of the outputs, and as the file has it.
///
/// They differ in the outputs, the inputs and the variables named after outputs. All the rest, most of
/// the text, is written once.
struct DerivationTerm {
  /// From the sources to the end, without the values of the variables named after outputs.
  private let body: [UInt8]
  /// Where those values belong, in order.
  private let holes: [(offset: Int, variable: Int)]

  init(_ derivation: Derivation) {
    var size = 64 + derivation.sources.count * 96 + derivation.environment.count * 12
    for argument in derivation.arguments { size += argument.count + 8 }
    for variable in derivation.environment {
      // Some room for what is escaped.
      size += variable.name.count + variable.value.count + variable.value.count / 16
    }
    var term = TermWriter(capacity: size)
    var holes: [(offset: Int, variable: Int)] = []
    term.raw("],")
    term.list(derivation.sources.map(\.bytes))
    term.raw(",")
    term.string(derivation.system)
    term.raw(",")
    term.string(derivation.builder)
    term.raw(",")
    term.list(derivation.arguments)
    term.raw(",[")
    for (index, variable) in derivation.environment.enumerated() {
      term.raw(index == 0 ? "(" : ",(")
      term.string(variable.name)
      term.raw(",")
      if derivation.outputs.contains(where: { $0.name.hasBytes(of: variable.name) }) {
        holes.append((term.bytes.count, index))
      } else {
        term.string(variable.value)
      }
      term.raw(")")
    }
    term.raw("])")
    body = term.bytes
    self.holes = holes
  }

  /// The content of the file.
  func text(of derivation: Derivation) -> [UInt8] {
    text(
      of: derivation, inputs: derivation.inputs.map { ($0.path.bytes, $0.outputs) },
      maskingOutputs: false)
  }

  /// The text with other names for the inputs. With `maskingOutputs`, output paths are left blank,
  /// as are the variables of their names. The rest of `derivation` is as it was for `init`.
  func text(
    of derivation: Derivation, inputs: [(name: [UInt8], outputs: [[UInt8]])], maskingOutputs: Bool
  ) -> [UInt8] {
    var size = body.count + 64 + derivation.outputs.count * 400
    for input in inputs { size += input.name.count + input.outputs.count * 16 + 8 }
    var term = TermWriter(capacity: size)
    term.raw("Derive([")
    for (index, output) in derivation.outputs.enumerated() {
      term.raw(index == 0 ? "(" : ",(")
      term.string(output.name)
      let (path, method, hash) = output.address.fields
      for field in [maskingOutputs ? [] : path, method, hash] {
        term.raw(",")
        term.string(field)
      }
      term.raw(")")
    }
    term.raw("],[")
    for (index, input) in inputs.enumerated() {
      term.raw(index == 0 ? "(" : ",(")
      term.string(input.name)
      term.raw(",")
      term.list(input.outputs)
      term.raw(")")
    }
    var written = 0
    for hole in holes {
      term.copy(body, written..<hole.offset)
      term.string(maskingOutputs ? [] : derivation.environment[hole.variable].value)
      written = hole.offset
    }
    term.copy(body, written..<body.count)
    return term.bytes
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

/// Writes strings and lists of a term.
private struct TermWriter {
  var bytes: [UInt8] = []

  init(capacity: Int) { bytes.reserveCapacity(capacity) }

  mutating func raw(_ literal: StaticString) {
    literal.withUTF8Buffer { bytes += $0 }
  }

  /// A part of another text as it is.
  mutating func copy(_ other: [UInt8], _ range: Range<Int>) {
    other.withUnsafeBufferPointer { bytes += UnsafeBufferPointer(rebasing: $0[range]) }
  }

  /// A quoted string; five characters are escaped, all other bytes stand for themselves.
  mutating func string(_ content: [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    content.withUnsafeBufferPointer { content in
      var start = 0
      var index = 0
      while index < content.count {
        if index + 8 <= content.count {
          let word = UnsafeRawBufferPointer(content).loadUnaligned(
            fromByteOffset: index, as: UInt64.self)
          if Self.isPlain(word) {
            index += 8
            continue
          }
        }
        let byte = content[index]
        // What is escaped lies below `#`, but for the backslash.
        if byte > UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
          index += 1
          continue
        }
        if let escape = Self.escape(byte) {
          bytes += UnsafeBufferPointer(rebasing: content[start..<index])
          bytes.append(UInt8(ascii: "\\"))
          bytes.append(escape)
          start = index + 1
        }
        index += 1
      }
      bytes += UnsafeBufferPointer(rebasing: content[start...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Whether none of eight bytes is escaped; may be false of eight with a control character.
  @inline(__always) private static func isPlain(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    // A byte is zero when taking one from it borrows and it had no high bit.
    let quotes = word ^ ones &* UInt64(UInt8(ascii: "\""))
    let backslashes = word ^ ones &* UInt64(UInt8(ascii: "\\"))
    let controls = (word &- ones &* 0x20) & ~word
    let hits = ((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes) | controls
    return hits & (ones &* 0x80) == 0
  }

  /// The letter after the backslash, nil for a byte that stands for itself.
  @inline(__always) private static func escape(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): byte
    case UInt8(ascii: "\n"): UInt8(ascii: "n")
    case UInt8(ascii: "\r"): UInt8(ascii: "r")
    case UInt8(ascii: "\t"): UInt8(ascii: "t")
    default: nil
    }
  }

  mutating func list(_ items: [[UInt8]]) {
    raw("[")
    for (index, item) in items.enumerated() {
      if index > 0 { raw(",") }
      string(item)
    }
    raw("]")
  }
}
