import HostModel
import NixLanguage

/// The function head of a module: what it takes from NixOS, never more than it uses.
struct ArgumentsScope: TemplateScope {
  /// One argument.
  struct Name: TemplateScope {
    let name: String
    static let holes: [TemplateHole<Name>] = [.attributePath("argument") { [$0.name] }]
  }

  let names: [String]

  /// Nil when the module uses nothing and so needs no head; sorted otherwise.
  init?(_ names: [String?]) {
    self.names = names.compactMap { $0 }.sorted()
    if self.names.isEmpty { return nil }
  }

  static let holes: [TemplateHole<ArgumentsScope>] = [
    // nixfmt breaks heads of more than three names, the dots among them.
    .flag("oneLine") { $0.names.count <= 2 },
    .list("names") { $0.names.map(Name.init) },
  ]
}

/// A sentence for a comment.
struct ReasonScope: TemplateScope {
  let reason: String
  static let holes: [TemplateHole<ReasonScope>] = [.comment("reason") { sentence($0.reason) }]

  /// Nil for a decision that needs no comment: what the user asked for, and what goes without saying.
  init?<Value>(_ decision: Decision<Value>) {
    guard !decision.origin.isAnswer, !decision.reason.isEmpty else { return nil }
    reason = decision.reason
  }

  init(_ reason: String) { self.reason = reason }
}

/// A literal of its own name.
struct ValueScope: TemplateScope {
  let literal: NixLiteral
  static let holes: [TemplateHole<ValueScope>] = [.literal("value") { $0.literal }]

  init(_ literal: NixLiteral) { self.literal = literal }

  /// Nil for a text that says nothing.
  init?(unlessEmpty text: String) {
    if text.isEmpty { return nil }
    literal = .string(text)
  }

  /// Nil for a list without elements.
  init?(unlessEmpty texts: [String]) {
    if texts.isEmpty { return nil }
    literal = .strings(texts)
  }
}

/// A package or program by its path below `pkgs`.
struct PackageScope: TemplateScope {
  let path: [String]
  static let holes: [TemplateHole<PackageScope>] = [.attributePath("package") { $0.path }]

  init(_ name: String) { path = name.split(separator: ".").map(String.init) }
}

extension NixLiteral {
  static func strings(_ texts: [String]) -> NixLiteral { .list(texts.map { .string($0) }) }

  init(_ value: AnswerValue) {
    switch value {
    case .boolean(let value): self = .bool(value)
    case .integer(let value): self = .integer(value)
    case .number(let value): self = .float(value)
    case .text(let text): self = .string(text)
    case .list(let values): self = .list(values.map { NixLiteral($0) })
    case .record(let record):
      self = .attributes(
        record.sorted { $0.key < $1.key }.map { .init($0.key, NixLiteral($0.value)) })
    }
  }
}

/// Names that are written small wherever they stand.
private let programs: Set<String> = [
  "nixpkgs", "sudo", "amdgpu", "radeon", "xe", "nouveau", "llama-server",
]

/// A reason as a sentence: with a capital, unless it begins with a name that has none.
func sentence(_ reason: String) -> String {
  guard let first = reason.first, first.isLowercase else { return reason }
  let word = reason.prefix { $0 != " " }
  let isName = word.contains { !$0.isLetter } || programs.contains(String(word))
  return isName ? reason : first.uppercased() + reason.dropFirst()
}
