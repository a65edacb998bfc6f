/// Why something is no hash, store path or derivation, in Nix's own words.
package struct StoreError: Error, Sendable, Hashable {
  /// What kind of thing was wrong, for callers that treat kinds differently.
  package enum Kind: Sendable, Hashable {
    case badHash
    case badStorePath
    case badDerivation
    case badFile
    case unsupported
  }

  package let kind: Kind
  package let message: String

  package init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }
}

/// Text for messages from bytes that need not be UTF-8.
func display(_ bytes: some Sequence<UInt8>) -> String {
  String(decoding: Array(bytes), as: UTF8.self)
}
