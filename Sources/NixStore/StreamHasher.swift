internal import CNettle

/// Hashes a stream of bytes.
package struct StreamHasher {
  package let algorithm: HashAlgorithm
  private var state = nixwiz_hasher()
  private var blake3: BLAKE3?

  package init(_ algorithm: HashAlgorithm) {
    self.algorithm = algorithm
    if algorithm == .blake3 {
      blake3 = BLAKE3()
    } else {
      nixwiz_hasher_init(&state, algorithm.digestSize)
    }
  }

  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    if algorithm == .blake3 {
      blake3?.update(bytes)
    } else {
      nixwiz_hasher_update(&state, bytes.baseAddress, bytes.count)
    }
  }

  package mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }

  package mutating func update(_ bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBytes { update($0) }
  }

  package mutating func update(_ literal: StaticString) {
    literal.withUTF8Buffer { update(UnsafeRawBufferPointer($0)) }
  }

  /// The digest of everything so far by SHA-256; the hasher starts anew.
  mutating func finishSHA256() -> SHA256Digest {
    assert(algorithm == .sha256)
    return withUnsafeTemporaryAllocation(byteCount: 32, alignment: 8) { bytes in
      nixwiz_hasher_digest(&state, bytes.baseAddress)
      return SHA256Digest(UnsafeRawBufferPointer(bytes))
    }
  }

  /// The digest of everything so far; the hasher starts anew.
  package mutating func finish() -> Digest {
    if let blake3 {
      self.blake3 = BLAKE3()
      return Digest(algorithm, blake3.finish())
    }
    let bytes = [UInt8](unsafeUninitializedCapacity: algorithm.digestSize) { buffer, count in
      nixwiz_hasher_digest(&state, buffer.baseAddress)
      count = algorithm.digestSize
    }
    return Digest(algorithm, bytes)
  }
}

extension UnsafeRawBufferPointer {
  /// The bytes in parts of a megabyte, about a millisecond of hashing each, so that the caller can look in
  /// between whether to stop.
  package func forEachPart(_ body: (UnsafeRawBufferPointer) throws -> Void) rethrows {
    let size = 1 << 20
    for start in stride(from: 0, to: count, by: size) {
      try body(UnsafeRawBufferPointer(rebasing: self[start..<Swift.min(start + size, count)]))
    }
  }
}
