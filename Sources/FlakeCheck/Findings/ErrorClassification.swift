import HostModel
import NixEval
import NixLanguage
import SourceText

/// What an evaluation error is called, and what helps against it.
extension ErrorFinding {
  /// Beginnings and parts of messages, the first that fits decides.
  private static let patterns: [(part: String, code: String, fix: String?)] = [
    ("nixwiz does not model", "not-modelled", nil),
    ("' is not of type `", "wrong-type", nil),
    (
      "has conflicting definition values", "conflicting-definitions",
      "use lib.mkForce or lib.mkDefault in one of them"
    ),
    ("has conflicting option types", "conflicting-definitions", nil),
    ("is read-only, but it's set multiple times", "read-only-option", "set it in one module only"),
    (
      "is defined multiple times while it's expected to be unique", "conflicting-definitions",
      "keep one definition, or use lib.mkForce"
    ),
    ("is defined both null and not null", "conflicting-definitions", "keep one of them"),
    (
      "has an unfree license", "unfree-not-allowed",
      "allow it by name: nixpkgs.config.allowUnfreePackages"
    ),
    ("because it has problems", "broken-package", "leave the package out, or use another one"),
    (
      "is not available on the requested hostPlatform", "wrong-platform",
      "leave the package out on this platform"
    ),
    (
      "has known vulnerabilities", "insecure-package",
      "use a maintained package, or name it in nixpkgs.config.permittedInsecurePackages"
    ),
    (
      "is marked as insecure", "insecure-package",
      "use a maintained package, or name it in nixpkgs.config.permittedInsecurePackages"
    ),
    ("called with unexpected argument", "unknown-override-argument", nil),
    ("has been renamed to/replaced by", "renamed-package", nil),
    ("has been removed from nixpkgs", "removed-package", nil),
    (
      "license acceptance", "licence-not-accepted",
      "set nixpkgs.config.nvidia.acceptLicense = true, if you accept it"
    ),
    (
      "Neither nixpkgs.hostPlatform nor", "no-platform",
      "set nixpkgs.hostPlatform = \"x86_64-linux\""
    ),
    (
      "attribute 'currentSystem' missing", "no-system",
      "give `import nixpkgs` a system: `localSystem = { inherit system; }`"
    ),
    ("has an unsupported attribute", "module-structure", "move the definitions under `config`"),
    ("Could not load a value as a module", "module-structure", nil),
    (
      "imports can't be nested lists", "module-structure",
      "join the lists: `[ … ] ++ others`"
    ),
    ("cannot be imported into a module evaluation", "module-structure", nil),
    ("Expected a module, but found", "module-structure", nil),
    ("rather than an attribute set for the option", "wrong-type", nil),
    ("was accessed but has no value defined", "missing-value", "set the option"),
    ("doesn't represent an absolute path", "module-path-string", "write the path without quotes"),
    (
      "was not found in the Nix search path", "search-path",
      "use the flake's input instead: `inputs.nixpkgs`"
    ),
    ("CUDA capabilit", "cuda-capability", nil), ("Requested CUDA", "cuda-capability", nil),
    ("Requested Jetson CUDA", "cuda-capability", nil),
    ("Unknown CPU type", "no-platform", "write a platform such as x86_64-linux"),
    ("Unknown kernel", "no-platform", "write a platform such as x86_64-linux"),
    ("called without required argument", "missing-argument", nil),
    ("cannot coerce", "type-error", nil), ("expected a", "type-error", nil),
    ("attempt to call something which is not a function", "not-a-function", nil),
    ("generators.mkValueStringDefault", "settings-value", nil),
    ("' does not exist. Definition values", "unknown-option", nil),
    ("does not exist", "missing-file", nil), ("No such file or directory", "missing-file", nil),
  ]

  func classify(
    _ failure: EvaluationFailure, _ places: [SourceLocation], _ context: Context
  ) -> (String, String?) {
    if let code = context.code { return (code, context.fix) }
    switch failure.kind {
    case .undefinedVariable: return ("undefined-variable", variableFix(failure, places))
    case .infiniteRecursion: return ("infinite-recursion", recursionFix(failure))
    case .stackOverflow: return ("infinite-recursion", nil)
    case .interrupted: return ("evaluation-limit", nil)
    case .importFromDerivation(let derivation):
      return (
        "import-from-derivation",
        "nothing is built during a check; commit what \(derivation) makes, or read it when the "
          + "system is built"
      )
    case .missingAttribute where !failure.message.contains("'currentSystem'"):
      if argumentFrame(failure) != nil { return ("missing-module-argument", nil) }
      return missingAttribute(failure)
    default: break
    }
    for pattern in Self.patterns where failure.message.contains(pattern.part) {
      return (pattern.code, pattern.fix ?? specialFix(pattern.code, failure))
    }
    switch failure.kind {
    case .thrown: return ("user-throw", nil)
    case .abort: return ("abort", nil)
    case .assertion: return ("assertion-failed", nil)
    case .type: return ("type-error", nil)
    case .io: return ("missing-file", nil)
    default: return ("evaluation-error", nil)
    }
  }

  /// The text between the first pair of quotes.
  func quoted(_ message: String) -> String? {
    let parts = message.split(separator: "'", omittingEmptySubsequences: false)
    return parts.count > 2 ? String(parts[1]) : nil
  }

  private func missingAttribute(_ failure: EvaluationFailure) -> (String, String?) {
    guard let name = quoted(failure.message) else { return ("missing-attribute", nil) }
    let isPackage = failure.place.flatMap(sources.location).map(isPackageSet) ?? false
    let near = failure.suggestions.first ?? nil
    if isPackage {
      let packages = nearestPackage(name) ?? near
      return ("unknown-package", packages.map { "did you mean `\($0)`?" })
    }
    return ("missing-attribute", near.map { "did you mean `\($0)`?" })
  }

  /// Whether the expression at a place selects from a package set.
  private func isPackageSet(_ location: SourceLocation) -> Bool {
    let bytes = location.file.bytes
    let line = bytes[location.span.start...].prefix { $0 != UInt8(ascii: "\n") }
    let name = String(decoding: line.prefix { $0 != UInt8(ascii: ".") }, as: UTF8.self)
    return name.hasSuffix("pkgs") || name.hasPrefix("pkgs") || name.hasSuffix("Packages")
      || ["prev", "final", "super", "self"].contains(name)
  }

  private func nearestPackage(_ name: String) -> String? {
    // Names with the same beginning first: all 25,000 would take longer than the evaluation.
    let prefix = String(name.prefix(2))
    var candidates: [String] = []
    facts?.forEachKey(of: .packages) { key in
      if key.starts(with: prefix.utf8) { candidates.append(String(decoding: key, as: UTF8.self)) }
    }
    return Suggestion.nearest(to: name, among: candidates)
  }

  private func variableFix(_ failure: EvaluationFailure, _ places: [SourceLocation]) -> String? {
    guard let name = quoted(failure.message) else { return nil }
    let isShell = name.utf8.allSatisfy {
      $0 == UInt8(ascii: "_") || (0x30...0x39).contains($0) || (0x41...0x5a).contains($0)
    }
    if isShell { return "a variable of the shell is written ''${\(name)} in an indented string" }
    if ["lib", "pkgs", "config", "inputs", "options", "modulesPath", "self"].contains(name) {
      return argumentFix(name, places)
    }
    return failure.suggestions.first.map { "did you mean `\($0)`?" }
  }

  /// Where the missing argument of a module, of an overlay or of the flake comes from.
  private func argumentFix(_ name: String, _ places: [SourceLocation]) -> String {
    if places.first?.file.name == "flake.nix" {
      return name == "lib"
        ? "write `nixpkgs.lib`; a flake is given nothing but its inputs"
        : "a flake is given nothing but its inputs; name `\(name)` in a `let`, or move this to a module"
    }
    if isInOverlay(places), name == "lib" || name == "pkgs" {
      return "write `prev\(name == "lib" ? ".lib" : "")`; an overlay is given `final` and `prev`"
    }
    return "add `\(name)` to the arguments of the file: `{ \(name), ... }:`"
  }

  private func recursionFix(_ failure: EvaluationFailure) -> String? {
    let usesArguments = failure.trace.contains { $0.message.contains("module argument `pkgs'") }
    if usesArguments {
      return "imports cannot depend on config or pkgs: import always, and use lib.mkIf inside"
    }
    return nil
  }

  private func specialFix(_ code: String, _ failure: EvaluationFailure) -> String? {
    guard code == "renamed-package" else { return nil }
    let parts = failure.message.split(separator: "'", omittingEmptySubsequences: false)
    return parts.count > 3 ? "write `\(parts[3])`" : nil
  }
}
