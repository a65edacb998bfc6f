import NixStore

/// The hash that manifests are made of.
enum ContentHash {
  /// SHA-256 in lower-case hexadecimal.
  static func hexadecimal(of bytes: [UInt8]) -> String {
    String(decoding: Digest(.sha256, of: bytes).encoded(.base16), as: UTF8.self)
  }
}
