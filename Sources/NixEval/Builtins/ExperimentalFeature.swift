/// Parts of Nix that are off unless asked for.
package enum ExperimentalFeature: String, Sendable, Hashable, CaseIterable {
  case blake3Hashes = "blake3-hashes"
  case caDerivations = "ca-derivations"
  case dynamicDerivations = "dynamic-derivations"
  case fetchClosure = "fetch-closure"
  case fetchTree = "fetch-tree"
  case flakes
  case gitHashing = "git-hashing"
  case impureDerivations = "impure-derivations"
  case parseTOMLTimestamps = "parse-toml-timestamps"
  case pipeOperators = "pipe-operators"
  case verifiedFetches = "verified-fetches"
}

extension Evaluator {
  /// Throws unless the feature is on.
  package func require(_ feature: ExperimentalFeature) throws {
    guard !settings.experimentalFeatures.contains(feature) else { return }
    throw failure(
      "experimental Nix feature '\(feature.rawValue)' is disabled; add "
        + "'--extra-experimental-features \(feature.rawValue)' to enable it")
  }
}
