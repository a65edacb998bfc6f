import NixStore

/// `hashString`, `hashFile`, `convertHash`.
enum HashBuiltins {
  static let table: [Builtin] = [
    Builtin("hashString", "algorithm string", "The digest of a string in hexadecimal digits.") {
      evaluator, arguments in
      let algorithm = try evaluator.hashAlgorithm(
        arguments[0], "while evaluating the first argument passed to builtins.hashString")
      let content = try evaluator.string(
        arguments[1], "while evaluating the second argument passed to builtins.hashString")
      let digest = try evaluator.digest(algorithm, of: UnsafeRawBufferPointer(content.bytes))
      return evaluator.string(digest.encoded(.base16))
    },
    Builtin("hashFile", "algorithm path", "The digest of a file in hexadecimal digits.") {
      evaluator, arguments in
      let algorithm = try evaluator.hashAlgorithm(
        arguments[0], "while evaluating the first argument passed to builtins.hashFile")
      let path = try evaluator.readablePath(arguments[1])
      let content = try evaluator.reading(path) { try evaluator.io.readFile(path) }
      let digest = try content.withUnsafeBytes { try evaluator.digest(algorithm, of: $0) }
      return evaluator.string(digest.encoded(.base16))
    },
    Builtin("convertHash", "arguments", "A digest in another text form.") { evaluator, arguments in
      try evaluator.convertHash(
        try evaluator.attributes(
          arguments[0], "while evaluating the first argument passed to builtins.convertHash"))
    },
  ]
}

extension Evaluator {
  /// The digest of bytes that the program made as many as it liked.
  func digest(_ algorithm: HashAlgorithm, of bytes: UnsafeRawBufferPointer) throws -> Digest {
    var hasher = StreamHasher(algorithm)
    try bytes.forEachPart { part in
      try checkStack()
      hasher.update(part)
    }
    return hasher.finish()
  }

  fileprivate func hashAlgorithm(_ value: Value, _ purpose: StaticString) throws -> HashAlgorithm {
    let name = try plainString(value, purpose)
    let algorithm = try storeCall { () throws(StoreError) in try HashAlgorithm(name: name.bytes) }
    if algorithm == .blake3 { try require(.blake3Hashes) }
    return algorithm
  }

  fileprivate func convertHash(_ set: AttributeSet) throws -> Value {
    let hash = try requiredAttribute(.hash, of: set, "while locating the attribute 'hash'")
    let text = try plainString(hash.value, "while evaluating the attribute 'hash'")
    var algorithm: HashAlgorithm?
    if let entry = set.find(.hashAlgo) {
      algorithm = try hashAlgorithm(entry.value, "while evaluating the attribute 'hashAlgo'")
    }
    let target = try requiredAttribute(
      .toHashFormat, of: set, "while locating the attribute 'toHashFormat'")
    let name = try plainString(
      target.value, "while evaluating the attribute 'toHashFormat'"
    ).text
    if name == "base32" {
      say(.deprecation, "\"base32\" is a deprecated alias for hash format \"nix32\".")
    }
    guard let format = Digest.Format(rawValue: name == "base32" ? "nix32" : name) else {
      throw failure(
        "unknown hash format '\(name)', expect 'base16', 'base32', 'base64', or 'sri'")
    }
    let digest = try storeCall { () throws(StoreError) in
      try Digest(parsing: Array(text.bytes), algorithm: algorithm)
    }
    if digest.algorithm == .blake3 { try require(.blake3Hashes) }
    return string(digest.encoded(format))
  }

  /// Runs something of `NixStore`; its errors become those of evaluation.
  func storeCall<Result>(
    at position: Position = .none, _ body: () throws(StoreError) -> Result
  ) throws -> Result {
    do throws(StoreError) {
      return try body()
    } catch {
      throw failure(error.message, at: position)
    }
  }
}
