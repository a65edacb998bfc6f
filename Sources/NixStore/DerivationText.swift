/// The text of derivations: one term of the ATerm format.
extension Derivation {
  /// The content of the `.drv` file.
  package var text: [UInt8] {
    text(inputs: inputs.map { ($0.path.bytes, $0.outputs) }, maskingOutputs: false)
  }

  /// The text with other names for the inputs. With `maskingOutputs`, output paths are left blank,
  /// as are the variables of their names.
  func text(inputs: [(name: [UInt8], outputs: [[UInt8]])], maskingOutputs: Bool) -> [UInt8] {
    var term = TermWriter()
    term.raw("Derive([")
    for (index, output) in outputs.enumerated() {
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
    term.raw("],")
    term.list(sources.map(\.bytes))
    term.raw(",")
    term.string(system)
    term.raw(",")
    term.string(builder)
    term.raw(",")
    term.list(arguments)
    term.raw(",[")
    for (index, variable) in environment.enumerated() {
      term.raw(index == 0 ? "(" : ",(")
      term.string(variable.name)
      term.raw(",")
      let isMasked = maskingOutputs && outputs.contains { $0.name == variable.name }
      term.string(isMasked ? [] : variable.value)
      term.raw(")")
    }
    term.raw("])")
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

  init() { bytes.reserveCapacity(4096) }

  mutating func raw(_ literal: StaticString) {
    literal.withUTF8Buffer { bytes += $0 }
  }

  /// A quoted string; five characters are escaped, all other bytes stand for themselves.
  mutating func string(_ content: [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    content.withUnsafeBufferPointer { content in
      var start = 0
      for index in 0..<content.count {
        let escape = Self.escapes[Int(content[index])]
        if escape == 0 { continue }
        bytes += UnsafeBufferPointer(rebasing: content[start..<index])
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(escape)
        start = index + 1
      }
      bytes += UnsafeBufferPointer(rebasing: content[start...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// For each byte the letter after the backslash, or 0.
  private static let escapes: [UInt8] = {
    var escapes = [UInt8](repeating: 0, count: 256)
    for (byte, letter) in [("\"", "\""), ("\\", "\\"), ("\n", "n"), ("\r", "r"), ("\t", "t")]
      as [(Unicode.Scalar, Unicode.Scalar)]
    {
      escapes[Int(byte.value)] = UInt8(ascii: letter)
    }
    return escapes
  }()

  mutating func list(_ items: [[UInt8]]) {
    raw("[")
    for (index, item) in items.enumerated() {
      if index > 0 { raw(",") }
      string(item)
    }
    raw("]")
  }
}
