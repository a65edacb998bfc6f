/// A digest and the function it is from.
package struct Digest: Sendable, Hashable {
  package let algorithm: HashAlgorithm
  package let bytes: [UInt8]

  /// `bytes` has the size of the algorithm's digests.
  package init(_ algorithm: HashAlgorithm, _ bytes: [UInt8]) {
    precondition(bytes.count == algorithm.digestSize)
    self.algorithm = algorithm
    self.bytes = bytes
  }

  /// The digest of bytes in memory.
  package init(_ algorithm: HashAlgorithm, of content: [UInt8]) {
    var hasher = StreamHasher(algorithm)
    hasher.update(content)
    self = hasher.finish()
  }

  /// The same for memory of others.
  package init(_ algorithm: HashAlgorithm, of content: UnsafeRawBufferPointer) {
    var hasher = StreamHasher(algorithm)
    hasher.update(content)
    self = hasher.finish()
  }

  /// The ways in which Nix writes digests.
  package enum Format: String, Sendable, CaseIterable {
    case base16, nix32, base64, sri
  }

  /// The digest as text. SRI always names the algorithm, the other formats on request.
  package func encoded(_ format: Format, naming: Bool = false) -> [UInt8] {
    var out: [UInt8] = []
    // The longest format and name.
    out.reserveCapacity(2 * bytes.count + 8)
    if format == .sri || naming {
      out += algorithm.rawValue.utf8
      out.append(UInt8(ascii: format == .sri ? "-" : ":"))
    }
    switch format {
    case .base16: Base16.append(bytes, to: &out)
    case .nix32: Nix32.append(bytes, to: &out)
    case .base64, .sri: Base64.append(bytes, to: &out)
    }
    return out
  }

  /// The digest folded to fewer bytes by exclusive or, as in the hash part of store paths.
  package func compressed(to size: Int) -> [UInt8] {
    var out = [UInt8](repeating: 0, count: size)
    var place = 0
    for byte in bytes {
      out[place] ^= byte
      place = place + 1 == size ? 0 : place + 1
    }
    return out
  }
}

extension Digest {
  /// Reads any text form: `sha256-…` (SRI), `sha256:…`, or digits alone, whose base follows from
  /// their number. The algorithm must be named in the text or given, and both must agree.
  package init(
    parsing text: [UInt8], algorithm known: HashAlgorithm? = nil
  ) throws(StoreError) {
    let whole = display(text)
    var rest = text[...]
    var isSRI = false
    var named: HashAlgorithm?
    let colon = rest.firstIndex(of: UInt8(ascii: ":"))
    if let separator = colon ?? rest.firstIndex(of: UInt8(ascii: "-")) {
      isSRI = colon == nil
      named = try HashAlgorithm(name: rest[..<separator])
      rest = rest[(separator + 1)...]
    }
    if let named, let known, named != known {
      throw StoreError(.badHash, "hash '\(whole)' should have type '\(known.rawValue)'")
    }
    guard let algorithm = named ?? known else {
      throw StoreError(
        .badHash,
        "hash '\(whole)' does not include a type, nor is the type otherwise known from context")
    }
    let format = isSRI ? Format.sri : Self.format(of: rest, algorithm)
    guard let format else {
      throw StoreError(
        .badHash,
        "hash '\(display(rest))' has wrong length for hash algorithm "
          + "'\(algorithm.rawValue)'")
    }
    try self.init(decoding: Array(rest), format, algorithm)
  }

  /// Reads digits of one base.
  package init(
    decoding digits: [UInt8], _ format: Format, _ algorithm: HashAlgorithm
  ) throws(StoreError) {
    let (name, decoded) =
      switch format {
      case .base16: ("base16", Base16.decode(digits) ?? [])
      case .nix32: ("nix32", Nix32.decode(digits) ?? [])
      case .base64: ("Base64", Base64.decode(digits) ?? [])
      case .sri: ("SRI", Base64.decode(digits) ?? [])
      }
    guard decoded.count == algorithm.digestSize else {
      throw StoreError(
        .badHash,
        "invalid \(name) hash '\(display(digits))', length \(decoded.count) "
          + "!= expected length \(algorithm.digestSize)")
    }
    self.init(algorithm, decoded)
  }

  /// The base that digits are in, told by their number alone.
  package static func format(
    of digits: some Collection<UInt8>, _ algorithm: HashAlgorithm
  ) -> Format? {
    let size = algorithm.digestSize
    switch digits.count {
    case Base16.encodedLength(size): return .base16
    case Nix32.encodedLength(size): return .nix32
    case Base64.encodedLength(size): return .base64
    default: return nil
    }
  }
}
