import NixEval

/// The settings of Nix 2.34, each of which is a flag too: `--max-call-depth 5`, `--pure-eval`,
/// `--no-pure-eval`, `--extra-nix-path …`.
enum NixSettings {
  /// Those that are flags without a value.
  static let booleans = names(
    """
    abort-on-warn accept-flake-config allow-dirty allow-dirty-locks \
    allow-import-from-derivation allow-new-privileges allow-symlinked-store \
    allow-unsafe-native-code-during-evaluation always-allow-substitutes auto-allocate-uids \
    auto-optimise-store build-compress-log build-fallback build-impersonate-linux-26 \
    build-keep-log build-use-chroot build-use-sandbox build-use-substitutes \
    builders-use-substitutes compress-build-log debugger-on-trace debugger-on-warn \
    env-keep-derivations eval-cache fallback filter-syscalls fsync-metadata fsync-store-paths \
    gc-keep-derivations gc-keep-outputs http2 ignore-try impersonate-linux-26 keep-build-log \
    keep-derivations keep-env-derivations keep-failed keep-going keep-outputs \
    nix-shell-always-looks-for-shell-nix nix-shell-shebang-arguments-relative-to-script \
    preallocate-contents print-missing pure-eval require-drop-supplementary-groups require-sigs \
    restrict-eval run-diff-hook sandbox sandbox-fallback show-trace substitute \
    sync-before-registering trace-function-calls trace-import-from-derivation trace-verbose \
    trust-tarballs-from-git-forges use-case-hack use-cgroups use-registries use-sqlite-wal \
    use-xdg-base-directories warn-dirty warn-short-path-literals
    """)

  /// Those that take a value.
  static let valued = names(
    """
    access-tokens allowed-impure-host-deps allowed-uris allowed-users bash-prompt \
    bash-prompt-prefix bash-prompt-suffix binary-cache-public-keys binary-caches \
    binary-caches-parallel-connections build-chroot-dirs build-cores build-dir build-hook \
    build-max-jobs build-max-log-size build-max-silent-time build-poll-interval \
    build-sandbox-paths build-timeout build-users-group builders commit-lock-file-summary \
    commit-lockfile-summary connect-timeout cores diff-hook download-attempts \
    download-buffer-size download-speed eval-attrset-update-layer-rhs-threshold \
    eval-profile-file eval-profiler eval-profiler-frequency eval-system experimental-features \
    external-builders extra-platforms flake-registry gc-reserved-space hashed-mirrors \
    http-connections id-count ignored-acls impure-env json-log-path lint-absolute-path-literals \
    lint-short-path-literals lint-url-literals log-lines max-build-log-size max-call-depth \
    max-free max-jobs max-silent-time max-substitution-jobs min-free min-free-check-interval \
    nar-buffer-size narinfo-cache-meta-ttl narinfo-cache-negative-ttl \
    narinfo-cache-positive-ttl netrc-file nix-path plugin-files post-build-hook pre-build-hook \
    sandbox-build-dir sandbox-dev-shm-size sandbox-paths secret-key-files ssl-cert-file \
    stalled-download-timeout start-id store substituters substitution-max-jobs system \
    system-features tarball-ttl timeout trusted-binary-caches trusted-public-keys \
    trusted-substituters trusted-users upgrade-nix-store-path-url user-agent-suffix \
    warn-large-path-threshold
    """)

  /// Those of `valued` that are lists, to which `extra-…` adds.
  static let lists = names(
    """
    access-tokens allowed-impure-host-deps allowed-uris allowed-users binary-cache-public-keys \
    binary-caches build-chroot-dirs build-hook build-sandbox-paths experimental-features \
    hashed-mirrors ignored-acls impure-env nix-path plugin-files sandbox-paths \
    secret-key-files substituters system-features trusted-binary-caches trusted-public-keys \
    trusted-substituters trusted-users
    """)

  /// Those of `valued` that are whole numbers, perhaps with a unit (K, M, G or T) at the end.
  static let numbers = names(
    """
    build-poll-interval connect-timeout cores download-attempts download-buffer-size \
    download-speed eval-attrset-update-layer-rhs-threshold eval-profiler-frequency \
    gc-reserved-space http-connections id-count log-lines max-build-log-size max-call-depth \
    max-free max-silent-time max-substitution-jobs min-free min-free-check-interval \
    nar-buffer-size narinfo-cache-meta-ttl narinfo-cache-negative-ttl \
    narinfo-cache-positive-ttl stalled-download-timeout start-id tarball-ttl timeout \
    warn-large-path-threshold
    """)

  /// Those of `numbers` that may be negative.
  static let signedNumbers: Set<String> = ["max-silent-time", "timeout"]

  /// The experimental features of Nix 2.34. Those that are no `ExperimentalFeature` change nothing
  /// here.
  static let features = names(
    """
    auto-allocate-uids blake3-hashes ca-derivations cgroups configurable-impure-env \
    daemon-trust-override dynamic-derivations external-builders fetch-closure fetch-tree flakes \
    git-hashing impure-derivations local-overlay-store mounted-ssh-store nix-command \
    no-url-literals parse-toml-timestamps pipe-operators read-only-local-store recursive-nix \
    verified-fetches
    """)

  private static func names(_ text: String) -> Set<String> {
    Set(text.split(separator: " ").map(String.init))
  }

  /// The setting and its value that a flag stands for; nil when it is no setting.
  ///
  /// - Parameter next: what follows on the command line.
  static func assignment(
    of flag: String, next: String?
  ) -> (name: String, value: String, usesNext: Bool)? {
    guard flag.hasPrefix("--") else { return nil }
    let name = String(flag.dropFirst(2))
    if booleans.contains(name) { return (name, "true", false) }
    if name.hasPrefix("no-"), booleans.contains(String(name.dropFirst(3))) {
      return (String(name.dropFirst(3)), "false", false)
    }
    guard isKnown(name), let next else { return nil }
    return (name, next, true)
  }

  /// Whether Nix has a setting of this name, or one that `extra-…` adds to.
  static func isKnown(_ name: String) -> Bool {
    booleans.contains(name) || valued.contains(name)
      || name.hasPrefix("extra-") && lists.contains(String(name.dropFirst("extra-".count)))
  }
}

extension EvaluationSettings {
  /// What a text is no value of.
  struct BadValue: Error {
    let message: String
  }

  /// Applies a setting of Nix; those that do not concern evaluation change nothing.
  ///
  /// - Returns: warnings.
  mutating func apply(_ name: String, _ value: String) throws(BadValue) -> [String] {
    if NixSettings.booleans.contains(name), name != "sandbox" {
      set(name, to: try Self.boolean(name, value))
      return name == "warn-short-path-literals"
        ? [
          "'\(name)' is deprecated, use 'lint-short-path-literals = "
            + "\(lints[.shortPathLiterals] == nil ? "ignore" : "warn")' instead"
        ] : []
    }
    if NixSettings.numbers.contains(name) {
      let number = try Self.number(name, value)
      if name == "max-call-depth" {
        guard number <= UInt32.max else { throw Self.invalid(name, value) }
        maximumCallDepth = number
      }
      return []
    }
    switch name {
    case "system": system = value
    case "eval-system": if !value.isEmpty { system = value }
    case "nix-path": searchPath = Self.searchPath(value)
    case "extra-nix-path": searchPath += Self.searchPath(value)
    case "allowed-uris", "extra-allowed-uris":
      let names = value.split(separator: " ").map(String.init)
      allowedURIs = name == "allowed-uris" ? names : allowedURIs + names
    case "experimental-features", "extra-experimental-features":
      if name == "experimental-features" { experimentalFeatures = [] }
      return addFeatures(value)
    default:
      if let lint = Lint(rawValue: name) {
        lints[lint] = try Self.level(lint, value)
      } else if !NixSettings.isKnown(name) {
        return ["unknown setting '\(name)'"]
      }
    }
    return []
  }

  private mutating func set(_ name: String, to value: Bool) {
    switch name {
    case "pure-eval": isPure = value
    case "restrict-eval": isRestricted = value
    case "trace-verbose": tracesVerbosely = value
    case "abort-on-warn": abortsOnWarning = value
    case "allow-import-from-derivation": allowsImportFromDerivation = value
    case "warn-short-path-literals": lints[.shortPathLiterals] = value ? .warn : nil
    default: break
    }
  }

  /// Switches features on.
  ///
  /// - Returns: warnings about those that Nix does not have.
  private mutating func addFeatures(_ value: String) -> [String] {
    let names = value.split(separator: " ").map(String.init)
    experimentalFeatures.formUnion(names.compactMap { ExperimentalFeature(rawValue: $0) })
    // Flakes are trees that are fetched.
    if experimentalFeatures.contains(.flakes) { experimentalFeatures.insert(.fetchTree) }
    return names.filter { !NixSettings.features.contains($0) }
      .map { "unknown experimental feature '\($0)'" }
  }

  private static func number(_ name: String, _ value: String) throws(BadValue) -> Int {
    let units: [Character: Int] = ["K": 10, "M": 20, "G": 30, "T": 40]
    let shift = value.last.flatMap { units[Character($0.uppercased())] }
    let digits = shift == nil ? Substring(value) : value.dropLast()
    guard let number = Int(digits), number >= 0 || NixSettings.signedNumbers.contains(name) else {
      throw invalid(name, value)
    }
    let (product, overflows) = number.multipliedReportingOverflow(by: 1 << (shift ?? 0))
    guard !overflows else { throw invalid(name, value) }
    return product
  }

  private static func invalid(_ name: String, _ value: String) -> BadValue {
    BadValue(message: "setting '\(name)' has invalid value '\(value)'")
  }

  private static func boolean(_ name: String, _ value: String) throws(BadValue) -> Bool {
    switch value {
    case "true", "yes", "1": return true
    case "false", "no", "0": return false
    default:
      throw BadValue(message: "Boolean setting '\(name)' has invalid value '\(value)'")
    }
  }

  private static func level(_ lint: Lint, _ value: String) throws(BadValue) -> Lint.Level? {
    if value == "ignore" { return nil }
    guard let level = Lint.Level(rawValue: value) else {
      throw BadValue(
        message: "option '\(lint.rawValue)' has invalid value '\(value)' "
          + "(expected 'ignore', 'warn', or 'fatal')")
    }
    return level
  }

  private static func searchPath(_ value: String) -> [SearchPathEntry] {
    value.split(separator: " ").map { SearchPathEntry(String($0)) }
  }
}
