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
    let plain = name.hasPrefix("extra-") ? String(name.dropFirst("extra-".count)) : name
    guard valued.contains(name) || valued.contains(plain), let next else { return nil }
    return (name, next, true)
  }
}

extension EvaluationSettings {
  /// What a text is no value of.
  struct BadValue: Error {
    let message: String
  }

  /// Applies a setting of Nix; those that do not concern evaluation change nothing.
  ///
  /// - Returns: whether Nix has such a setting.
  mutating func apply(_ name: String, _ value: String) throws(BadValue) -> Bool {
    switch name {
    case "max-call-depth":
      guard let depth = UInt32(value) else {
        throw BadValue(message: "setting '\(name)' has invalid value '\(value)'")
      }
      maximumCallDepth = Int(depth)
    case "pure-eval": isPure = try Self.boolean(name, value)
    case "restrict-eval": isRestricted = try Self.boolean(name, value)
    case "trace-verbose": tracesVerbosely = try Self.boolean(name, value)
    case "abort-on-warn": abortsOnWarning = try Self.boolean(name, value)
    case "allow-import-from-derivation":
      allowsImportFromDerivation = try Self.boolean(name, value)
    case "warn-short-path-literals":
      lints[.shortPathLiterals] = try Self.boolean(name, value) ? .warn : nil
    case "system", "eval-system": if !value.isEmpty { system = value }
    case "nix-path": searchPath = Self.searchPath(value)
    case "extra-nix-path": searchPath += Self.searchPath(value)
    case "experimental-features": experimentalFeatures = Self.features(value)
    case "extra-experimental-features": experimentalFeatures.formUnion(Self.features(value))
    default:
      if let lint = Lint(rawValue: name) {
        lints[lint] = try Self.level(lint, value)
        return true
      }
      let plain = name.hasPrefix("extra-") ? String(name.dropFirst("extra-".count)) : name
      return NixSettings.booleans.contains(name) || NixSettings.valued.contains(plain)
    }
    return true
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

  private static func features(_ value: String) -> Set<ExperimentalFeature> {
    Set(value.split(separator: " ").compactMap { ExperimentalFeature(rawValue: String($0)) })
  }
}
