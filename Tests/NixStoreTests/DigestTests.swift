import NixStore
import Testing

@Suite struct DigestTests {
  /// The examples of RFC 1321 and FIPS 180-4.
  @Test(arguments: [
    (HashAlgorithm.md5, "abc", "900150983cd24fb0d6963f7d28e17f72"),
    (.md5, "", "d41d8cd98f00b204e9800998ecf8427e"),
    (.sha1, "abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
    (.sha1, "", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
    (.sha256, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (.sha256, "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    (
      .sha512, "abc",
      "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
    ),
    (
      .blake3, "abc", "6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85"
    ),
    (.blake3, "", "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262"),
    // Five chunks: a tree that is not full.
    (
      .blake3, String(repeating: "a", count: 5000),
      "09d0d29a5f2dc69dff0809823ca867836c3a3cfb00e12df06d92e3f0f70629e9"
    ),
  ]) func knownDigests(algorithm: HashAlgorithm, content: String, digits: String) {
    let digest = Digest(algorithm, of: Array(content.utf8))
    #expect(digest.encoded(.base16) == Array(digits.utf8))
  }

  @Test func aStreamIsItsParts() {
    let content = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    for algorithm in HashAlgorithm.allCases {
      var hasher = StreamHasher(algorithm)
      for start in stride(from: 0, to: content.count, by: 777) {
        hasher.update(content[start..<min(start + 777, content.count)])
      }
      #expect(hasher.finish() == Digest(algorithm, of: content))
    }
  }

  /// The four forms that Nix's `convertHash` gives for the digest of "abc".
  @Test(arguments: [
    (Digest.Format.base16, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (.nix32, "1b8m03r63zqhnjf7l5wnldhh7c134ap5vpj0850ymkq1iyzicy5s"),
    (.base64, "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
    (.sri, "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
  ]) func formsAreWrittenAndRead(format: Digest.Format, text: String) throws {
    let digest = Digest(.sha256, of: Array("abc".utf8))
    #expect(digest.encoded(format) == Array(text.utf8))
    #expect(try Digest(parsing: Array(text.utf8), algorithm: .sha256) == digest)
    if format != .sri {
      let named = Array("sha256:\(text)".utf8)
      #expect(digest.encoded(format, naming: true) == named)
      #expect(try Digest(parsing: named) == digest)
    }
  }

  @Test func everySizeAndFormatReadsBack() throws {
    for algorithm in HashAlgorithm.allCases {
      for seed in 0..<40 {
        let bytes = (0..<algorithm.digestSize).map {
          UInt8(truncatingIfNeeded: ($0 &+ seed) &* 0x9e37 >> (seed % 7))
        }
        let digest = Digest(algorithm, bytes)
        for format in Digest.Format.allCases {
          #expect(try Digest(parsing: digest.encoded(format), algorithm: algorithm) == digest)
        }
      }
    }
  }

  /// Nix's own words.
  @Test(
    arguments: [
      (
        "abc", nil,
        "hash 'abc' does not include a type, nor is the type otherwise known from context"
      ),
      ("abc", HashAlgorithm.md5, "hash 'abc' has wrong length for hash algorithm 'md5'"),
      (
        "sha256-abc=", nil, "invalid SRI hash 'abc=', length 2 != expected length 32"
      ),
      ("sha256-!!!", nil, "invalid SRI hash '!!!', length 0 != expected length 32"),
      ("sha1:abc", .md5, "hash 'sha1:abc' should have type 'md5'"),
      (
        "sha3-abc", nil,
        "unknown hash algorithm 'sha3', expect 'blake3', 'md5', 'sha1', 'sha256', or 'sha512'"
      ),
      (
        String(repeating: "z", count: 64), .sha256,
        "invalid base16 hash '\(String(repeating: "z", count: 64))', length 0 != expected length 32"
      ),
      (
        String(repeating: "z", count: 52), .sha256,
        "invalid nix32 hash '\(String(repeating: "z", count: 52))', length 33 != expected length 32"
      ),
      (
        String(repeating: "e", count: 52), .sha256,
        "invalid nix32 hash '\(String(repeating: "e", count: 52))', length 0 != expected length 32"
      ),
    ] as [(String, HashAlgorithm?, String)])
  func malformedTextIsAnError(text: String, algorithm: HashAlgorithm?, message: String) {
    let error = #expect(throws: StoreError.self) {
      try Digest(parsing: Array(text.utf8), algorithm: algorithm)
    }
    #expect(error?.message == message)
  }
}
