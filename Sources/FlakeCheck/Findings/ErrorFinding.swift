import HostModel
import NixEval
import NixLanguage
import SourceText

/// Makes findings of evaluation errors: a stable code, the user's own place first, the way out.
struct ErrorFinding {
  let sources: CheckedSources
  /// Nil when nixpkgs itself is at hand.
  let facts: PackedFacts?

  /// What was being evaluated.
  struct Context {
    /// The option, as messages name it.
    var option: String?
    /// Where the user defines it.
    var definitions: [SourceLocation] = []
    /// Whether building the system evaluates it.
    var isDemanded = true
    /// Where specialArgs stand, and the call that makes the host.
    var arguments: SourceLocation?
    var host: SourceLocation?
    /// Where the file systems, the platform, the configuration of nixpkgs and its overlays are set.
    var machine: SourceLocation?
    var platform: SourceLocation?
    var configuration: SourceLocation?
    var overlays: SourceLocation?
    var code: String?
    var fix: String?
  }

  func finding(for failure: EvaluationFailure, context: Context) -> Diagnostic {
    if let own = failure.diagnostics.first { return own }
    let message = sources.shown(failure.message)
    let places = userPlaces(of: failure)
    var (code, fix) = classify(failure, places, context)
    var finding = Diagnostic(
      .error, code: code, headline(message), at: nil, fix: fix ?? context.fix)
    if let rest = remainder(message) { finding.notes.append(.init(rest)) }
    switch code {
    case "wrong-type", "conflicting-definitions", "read-only-option", "missing-value":
      placeDefinitions(&finding, message, context, places)
    case "missing-module-argument": placeArgument(&finding, failure, context)
    case "no-platform" where context.code == nil && places.isEmpty:
      finding.location = context.platform ?? context.machine ?? context.host
    case "module-structure":
      finding.location = namedPlace(message, context) ?? places.first ?? context.host
    default:
      finding.location =
        places.first ?? namedPlace(message, context) ?? importsPlace(code, failure)
        ?? context.definitions.first ?? context.host
      for place in places.dropFirst().prefix(3) {
        finding.notes.append(.init("from here", at: place))
      }
      if finding.location != context.definitions.first, let definition = context.definitions.first {
        let what = context.option.map { "while evaluating `\($0)`, set here" } ?? "set here"
        if !places.contains(definition) { finding.notes.append(.init(what, at: definition)) }
      }
    }
    if code == "unknown-package" || code == "missing-attribute" {
      explainPackage(&finding, failure, context)
    }
    if code == "unfree-not-allowed", let place = context.configuration {
      finding.notes.append(.init("what may be used is set here", at: place))
    }
    if code == "undefined-variable", let file = finding.location?.file,
      let formals = ValueLocator(sources).formals(of: file.name)
    {
      finding.notes.append(.init("the arguments of the file", at: formals))
    }
    if code == "infinite-recursion", isInOverlay(places) {
      code = "overlay-recursion"
      finding.code = code
      finding.fix = "take the package from the second argument (prev) where the overlay changes it"
    }
    if code == "not-modelled" { finding.severity = .note }
    if !context.isDemanded, finding.severity == .error {
      finding.severity = .warning
      finding.notes.append(.init("nothing evaluates this while its service is off (\(code))"))
      finding.code = "unused-error"
    }
    return finding
  }

  // MARK: Codes

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
    ("does not exist", "missing-file", nil), ("No such file or directory", "missing-file", nil),
  ]

  private func classify(
    _ failure: EvaluationFailure, _ places: [SourceLocation], _ context: Context
  ) -> (String, String?) {
    if let code = context.code { return (code, context.fix) }
    switch failure.kind {
    case .undefinedVariable: return ("undefined-variable", variableFix(failure, places))
    case .infiniteRecursion: return ("infinite-recursion", recursionFix(failure))
    case .stackOverflow: return ("infinite-recursion", nil)
    case .interrupted: return ("evaluation-limit", nil)
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
  private func quoted(_ message: String) -> String? {
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
      return "add `\(name)` to the arguments of the file: `{ \(name), ... }:`"
    }
    return failure.suggestions.first.map { "did you mean `\($0)`?" }
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

  // MARK: Places

  /// The places in the user's files, innermost first, each line once.
  private func userPlaces(of failure: EvaluationFailure) -> [SourceLocation] {
    var lines: Set<String> = []
    return ([failure.place] + failure.trace.map(\.place)).compactMap { $0 }.compactMap { place in
      guard let location = sources.location(place),
        lines.insert("\(location.file.name):\(place.line)").inserted
      else { return nil }
      return location
    }
  }

  /// The definitions of an option, down to the element of a list that the message names.
  private func placeDefinitions(
    _ finding: inout Diagnostic, _ message: String, _ context: Context, _ places: [SourceLocation]
  ) {
    let named = context.definitions.filter { message.contains("`\($0.file.name)'") }
    var definitions = named.isEmpty ? context.definitions : named
    if let element = ElementIndex(message), element.definition <= context.definitions.count,
      context.option?.contains("[definition") != true
    {
      let definition = context.definitions[element.definition - 1]
      definitions = [
        ValueLocator(sources).element(element.entry - 1, ofDefinitionAt: definition) ?? definition
      ]
    } else if finding.code == "wrong-type", context.option?.contains("[definition") != true {
      definitions = definitions.map { ValueLocator(sources).value(ofDefinitionAt: $0) ?? $0 }
    }
    finding.location = definitions.first ?? places.first
    for other in definitions.dropFirst().prefix(4) {
      finding.notes.append(.init("also defined here", at: other))
    }
  }

  /// The frame that says which argument of which module was wanted.
  private func argumentFrame(_ failure: EvaluationFailure) -> (name: String, file: String)? {
    for frame in failure.trace {
      guard frame.message.hasPrefix("while evaluating the module argument `") else { continue }
      let rest = frame.message.dropFirst("while evaluating the module argument `".count)
      guard let quote = rest.firstIndex(of: "'") else { return nil }
      let file = rest[quote...].split(separator: "\"")
      return file.count > 1 ? (String(rest[..<quote]), String(file[1])) : nil
    }
    return nil
  }

  private func placeArgument(
    _ finding: inout Diagnostic, _ failure: EvaluationFailure, _ context: Context
  ) {
    guard let (name, path) = argumentFrame(failure) else { return }
    finding.message = "the module argument `\(name)` is given by nobody"
    finding.fix = "add `\(name)` to specialArgs, or set _module.args.\(name)"
    let relative = sources.relativePath(path)
    let formal = relative.flatMap { ValueLocator(sources).formal(name, in: $0) }
    finding.location =
      formal
      ?? relative.flatMap(sources.file).map {
        SourceLocation(file: $0, span: SourceSpan(at: 0))
      }
    if let place = context.arguments ?? context.host {
      finding.notes.append(.init("the host gets its arguments here", at: place))
    }
  }

  private func isInOverlay(_ places: [SourceLocation]) -> Bool {
    places.contains { place in
      place.file.name.hasPrefix("overlays/") || place.file.name.hasSuffix("overlay.nix")
        || place.file.text.contains("final: prev:") || place.file.text.contains("self: super:")
    }
  }

  /// Where a package that is missing here is defined elsewhere: an overlay of another set.
  private func explainPackage(
    _ finding: inout Diagnostic, _ failure: EvaluationFailure, _ context: Context
  ) {
    guard let name = quoted(failure.message) else { return }
    for path in sources.tree.paths {
      guard let tree = sources.parsed[path]?.tree,
        let place = ValueLocator(sources).binding(named: name, in: tree)
      else { continue }
      finding.notes.append(.init("`\(name)` is defined here, for another package set", at: place))
      finding.fix = "add the overlay to nixpkgs.overlays of the host"
      if let host = context.overlays ?? context.host {
        finding.notes.append(.init("the overlays of the host are set here", at: host))
      }
      return
    }
  }

  /// The place that a message names: a text or name in quotes, looked for where the option is
  /// defined, then in a file the message names, then (texts only) in every file.
  private func namedPlace(_ message: String, _ context: Context) -> SourceLocation? {
    let locator = ValueLocator(sources)
    let names = quotedParts(message)
    for definition in context.definitions {
      for name in names {
        if let place = locator.word(name, inDefinitionAt: definition)
          ?? locator.word(name, inside: definition)
        {
          return place
        }
      }
    }
    let files = sources.tree.paths.filter { sources.parsed[$0] != nil && message.contains($0) }
    for file in files {
      for name in names where name != file {
        if let tree = sources.parsed[file]?.tree, let place = locator.binding(named: name, in: tree)
        {
          return place
        }
      }
    }
    for name in names where name.utf8.count > 2 {
      for path in sources.tree.paths {
        if let tree = sources.parsed[path]?.tree, let place = locator.string(name, in: tree) {
          return place
        }
      }
    }
    return nil
  }

  /// The texts that a message has in quotes, the versions of packages cut off.
  private func quotedParts(_ message: String) -> [String] {
    var parts: [String] = []
    var current: [UInt8]?
    for byte in message.utf8.prefix(400) {
      let isQuote = [UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "\"")].contains(byte)
      if isQuote {
        if let text = current, !text.isEmpty { parts.append(String(decoding: text, as: UTF8.self)) }
        current = []
      } else {
        current?.append(byte)
      }
    }
    return parts.flatMap { part -> [String] in
      guard let dash = part.lastIndex(of: "-"), part[dash...].dropFirst().first?.isNumber == true
      else { return [part] }
      return [part, String(part[..<dash])]
    }
  }

  /// The imports of the module that wanted an argument too early.
  private func importsPlace(_ code: String, _ failure: EvaluationFailure) -> SourceLocation? {
    guard code == "infinite-recursion", let (_, path) = argumentFrame(failure),
      let relative = sources.relativePath(path), let tree = sources.parsed[relative]?.tree
    else { return nil }
    return ValueLocator(sources).binding(named: "imports", in: tree)
  }

  // MARK: Text

  /// The first line of a message.
  private func headline(_ message: String) -> String {
    let lines = message.split(separator: "\n", omittingEmptySubsequences: true)
    return lines.first.map(String.init) ?? message
  }

  private func remainder(_ message: String) -> String? {
    let lines = message.split(separator: "\n", omittingEmptySubsequences: true).dropFirst()
    return lines.isEmpty ? nil : lines.prefix(12).joined(separator: "\n")
  }
}

/// `[definition 1-entry 2]`, as messages name an element of a list.
struct ElementIndex {
  let definition: Int
  let entry: Int

  init?(_ message: String) {
    guard let start = message.firstRange(ofText: "[definition ") else { return nil }
    let rest = message.utf8.dropFirst(start)
    let numbers = rest.prefix { $0 != UInt8(ascii: "]") }
      .split { !(0x30...0x39).contains($0) }.compactMap { Int(String(decoding: $0, as: UTF8.self)) }
    guard numbers.count == 2, numbers[0] > 0, numbers[1] > 0 else { return nil }
    definition = numbers[0]
    entry = numbers[1]
  }
}

extension String {
  /// The byte offset of a text inside this one.
  fileprivate func firstRange(ofText wanted: String) -> Int? {
    let bytes = Array(utf8)
    let part = Array(wanted.utf8)
    guard bytes.count >= part.count else { return nil }
    return (0...bytes.count - part.count).first { bytes[$0..<$0 + part.count].elementsEqual(part) }
  }
}
