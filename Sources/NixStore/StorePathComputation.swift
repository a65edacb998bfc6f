/// How the hash part of a store path follows from what it names. The digest of a short text, folded
/// to 160 bits, is the hash part; the text names the type, the content and the name.
extension StorePath {
  /// Hashes that text piece by piece.
  struct Hasher {
    private var hasher = StreamHasher(.sha256)

    init(_ type: StaticString) { hasher.update(type) }

    /// More of the type: an output or, in order, what the object refers to.
    mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
      hasher.update(":")
      hasher.update(UnsafeRawBufferPointer(bytes))
    }

    mutating func add(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { add($0) } }

    /// The path; `digest` is the inner one as the type demands it.
    mutating func finish(_ digest: SHA256Digest, name: [UInt8]) throws(StoreError) -> StorePath {
      hasher.update(":sha256:")
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { digits in
        if let start = digits.baseAddress { digest.writeHexadecimal(to: start) }
        hasher.update(UnsafeRawBufferPointer(digits))
      }
      return try finish(name)
    }

    /// The same with the digest of any algorithm.
    mutating func finish(_ digest: Digest, name: [UInt8]) throws(StoreError) -> StorePath {
      add(digest.encoded(.base16, naming: true))
      return try finish(name)
    }

    private mutating func finish(_ name: [UInt8]) throws(StoreError) -> StorePath {
      add(directory)
      add(name)
      let hash = hasher.finishSHA256().withFolded { Nix32.encode($0) }
      return try StorePath(hash: hash, name: name)
    }
  }

  /// `hash` is the inner digest as the type demands it; references come in order.
  private static func make(
    type: StaticString, references: [StorePath] = [], hash: Digest, name: [UInt8]
  ) throws(StoreError) -> StorePath {
    var hasher = Hasher(type)
    for (index, reference) in references.enumerated()
    where index == 0 || reference != references[index - 1] { hasher.add(reference.bytes) }
    return try hasher.finish(hash, name: name)
  }

  /// A text written to the store, such as a derivation or `builtins.toFile`; references come in order.
  package static func text(
    name: [UInt8], content: [UInt8], references: [StorePath] = []
  ) throws(StoreError) -> StorePath {
    try text(name: name, digest: Digest(.sha256, of: content), references: references)
  }

  /// The same for a content whose SHA-256 is known.
  package static func text(
    name: [UInt8], digest: Digest, references: [StorePath] = []
  ) throws(StoreError) -> StorePath {
    try make(type: "text", references: references, hash: digest, name: name)
  }

  /// A file or tree with a known digest, of the file itself (`isRecursive` false) or of its NAR.
  package static func fixedOutput(
    name: [UInt8], digest: Digest, isRecursive: Bool, references: [StorePath] = []
  ) throws(StoreError) -> StorePath {
    if isRecursive, digest.algorithm == .sha256 {
      return try make(
        type: "source", references: references.sorted(), hash: digest, name: name)
    }
    guard references.isEmpty else {
      throw StoreError(
        .badStorePath,
        "fixed output derivation '\(display(name))' is not allowed to refer to other store "
          + "paths.\nYou may need to use the 'unsafeDiscardReferences' derivation attribute, see "
          + "the manual for more details.")
    }
    return try fixedOutput(name: name, digest: digest, method: isRecursive ? "r:" : "")
  }

  /// A file or tree whose digest is that of git.
  package static func gitTree(name: [UInt8], digest: Digest) throws(StoreError) -> StorePath {
    guard digest.algorithm == .sha1 || digest.algorithm == .sha256 else {
      throw StoreError(.badHash, "Git file ingestion must use SHA-1 or SHA-256 hash")
    }
    return try fixedOutput(name: name, digest: digest, method: "git:")
  }

  private static func fixedOutput(
    name: [UInt8], digest: Digest, method: String
  ) throws(StoreError) -> StorePath {
    var inner = Array("fixed:out:\(method)".utf8)
    inner += digest.encoded(.base16, naming: true)
    inner.append(UInt8(ascii: ":"))
    return try make(type: "output:out", hash: Digest(.sha256, of: inner), name: name)
  }

  /// An output of an input-addressed derivation; `digest` is that of the derivation with its output
  /// paths blanked and its inputs replaced by their own digests.
  static func output(
    _ output: [UInt8], ofDerivation name: [UInt8], digest: SHA256Digest
  ) throws(StoreError) -> StorePath {
    var hasher = Hasher("output")
    hasher.add(output)
    return try hasher.finish(digest, name: outputName(output, of: name))
  }

  /// `hello` for the output `out` of `hello`, `hello-dev` for its output `dev`.
  package static func outputName(_ output: [UInt8], of name: [UInt8]) -> [UInt8] {
    output == Array("out".utf8) ? name : name + [UInt8(ascii: "-")] + output
  }
}

/// Strings that stand for paths which are not known yet.
package enum Placeholder {
  /// `builtins.placeholder`: an output of the derivation that contains the string.
  package static func own(output: [UInt8]) -> [UInt8] {
    render(Digest(.sha256, of: Array("nix-output:".utf8) + output))
  }

  /// An output of another derivation whose paths are not known before it is built.
  package static func downstream(output: [UInt8], of derivation: StorePath) -> [UInt8] {
    let name = Array(derivation.name.dropLast(".drv".utf8.count))
    var clear = Array("nix-upstream-output:".utf8)
    clear += derivation.hashPart
    clear.append(UInt8(ascii: ":"))
    clear += StorePath.outputName(output, of: name)
    return render(Digest(.sha256, of: clear))
  }

  private static func render(_ digest: Digest) -> [UInt8] {
    [UInt8(ascii: "/")] + Nix32.encode(digest.bytes)
  }
}
