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
    /// Whether a whole evaluation follows, which may find a better place than the host.
    var isProvisional = false
  }

  /// Whether a place is a use of `pkgs`, such as `with pkgs`: it asked for a package set that cannot be made,
  /// and has no part in why.
  private func asksForPackages(_ place: SourceLocation) -> Bool {
    let text = place.file.bytes.dropFirst(place.span.start)
    return text.starts(with: "pkgs".utf8) || text.starts(with: "with pkgs;".utf8)
  }

  func finding(for failure: EvaluationFailure, context: Context) -> Diagnostic {
    if let own = failure.diagnostics.first { return imported(own, failure) }
    let message = sources.shown(failure.message)
    let places = userPlaces(of: failure)
    var (code, fix) = classify(failure, places, context)
    var finding = Self.diagnostic(.error, code: code, message)
    finding.fix = fix ?? context.fix
    switch code {
    case "wrong-type", "conflicting-definitions", "read-only-option", "missing-value":
      placeDefinitions(&finding, message, context, places)
    case "missing-module-argument": placeArgument(&finding, failure, context)
    case "no-platform" where context.code == nil && places.allSatisfy(asksForPackages):
      finding.location =
        context.platform ?? argumentOfHost(named: "system", context) ?? context.machine
        ?? context.host
    case "module-structure":
      finding.location =
        namedPlace(message, context) ?? namedImports(message) ?? namedFile(message) ?? places.first
        ?? context.host
    default:
      finding.location =
        (code == "missing-file" ? pathPlace(message) : nil)
        ?? (code == "not-a-function" ? calledSetPlace(failure) : nil) ?? places.first ?? namedPlace(
          message, context) ?? importsPlace(code, failure)
        ?? context.definitions.first ?? (context.isProvisional ? nil : context.host)
      for place in places.dropFirst().prefix(3) {
        finding.notes.append(.init("from here", at: place))
      }
      if finding.location != context.definitions.first, let definition = context.definitions.first {
        let what = context.option.map { "while evaluating `\($0)`, set here" } ?? "set here"
        if !places.contains(definition) { finding.notes.append(.init(what, at: definition)) }
      }
    }
    if code == "missing-file" || code == "evaluation-error" { explainOutside(&finding, failure) }
    if code == "unknown-override-argument" { placeUnexpectedArgument(&finding, failure) }
    if code == "unknown-package" || code == "missing-attribute" {
      explainPackage(&finding, failure, context)
    }
    if code == "unfree-not-allowed" {
      for place in [context.configuration].compactMap({ $0 }) + instanceConfigurations {
        finding.notes.append(.init("what may be used is set here", at: place))
      }
    }
    if code == "undefined-variable", let file = finding.location?.file,
      let formals = ValueLocator(sources).formals(of: file.name)
    {
      finding.notes.append(.init("the arguments of the file", at: formals))
    }
    if code == "not-a-function", let place = finding.location, isInOverlay([place]) {
      finding.fix = "an overlay is a function of two sets: `final: prev: { … }`"
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

  // MARK: Text

  /// A finding without a place whose message has several lines: the first one, and a note with the others.
  static func diagnostic(
    _ severity: Diagnostic.Severity, code: String, _ message: String
  ) -> Diagnostic {
    let lines = message.split(separator: "\n", omittingEmptySubsequences: true)
    var finding = Diagnostic(severity, code: code, lines.first.map(String.init) ?? message, at: nil)
    if lines.count > 1 {
      finding.notes.append(.init(lines.dropFirst().prefix(12).joined(separator: "\n")))
    }
    return finding
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
