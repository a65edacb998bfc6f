/// The hash functions of Nix that evaluation needs.
package enum HashAlgorithm: String, Sendable, Hashable, CaseIterable {
  case md5, sha1, sha256, sha512
  /// An experimental feature of Nix; evaluation asks for it before it hashes.
  case blake3

  /// The size of a digest in bytes.
  package var digestSize: Int {
    switch self {
    case .md5: 16
    case .sha1: 20
    case .sha256, .blake3: 32
    case .sha512: 64
    }
  }

  /// The algorithm of that name, in Nix's spelling.
  package init(name: some Sequence<UInt8>) throws(StoreError) {
    let name = String(decoding: Array(name), as: UTF8.self)
    guard let algorithm = Self(rawValue: name) else {
      throw StoreError(
        .badHash,
        "unknown hash algorithm '\(name)', "
          + "expect 'blake3', 'md5', 'sha1', 'sha256', or 'sha512'")
    }
    self = algorithm
  }
}
