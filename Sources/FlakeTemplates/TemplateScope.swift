package import NixLanguage

/// The names that a template may use, with a value of this type behind them.
///
/// The table is static, so a template is checked against it when it is loaded, before there is any
/// value: a name that is not in the table, a name that no tag uses and a tag that does not fit the
/// kind of its name are errors with their place. A hole never holds a raw `String` of Nix text.
///
///     struct HostScope: TemplateScope {
///       var name: String
///       static let holes: [TemplateHole<HostScope>] = [.literal("hostName") { .string($0.name) }]
///     }
package protocol TemplateScope: Sendable {
  static var holes: [TemplateHole<Self>] { get }
}

/// One name of a scope: its kind and how its value is had.
package struct TemplateHole<Scope: TemplateScope>: Sendable {
  package let name: String
  let kind: HoleKind
  let value: @Sendable (Scope) -> HoleValue

  private init(_ name: String, _ kind: HoleKind, _ value: @escaping @Sendable (Scope) -> HoleValue)
  {
    self.name = name
    self.kind = kind
    self.value = value
  }

  /// `{{name}}` prints a Nix literal; lines after the first take the indentation of the hole's line.
  package static func literal(
    _ name: String, _ value: @escaping @Sendable (Scope) -> NixLiteral
  ) -> Self {
    Self(name, .literal) { .literal(value($0)) }
  }

  /// `{{name}}` prints attribute names with dots between, each quoted where it must be.
  package static func attributePath(
    _ name: String, _ value: @escaping @Sendable (Scope) -> [String]
  ) -> Self {
    Self(name, .attributePath) { .attributePath(value($0)) }
  }

  /// `# {{name}}` prints words as a comment, broken into lines of at most 100 columns.
  package static func comment(
    _ name: String, _ value: @escaping @Sendable (Scope) -> String
  ) -> Self {
    Self(name, .comment) { .comment(value($0)) }
  }

  /// `{{#name}}` and `{{^name}}` by a truth value.
  package static func flag(_ name: String, _ value: @escaping @Sendable (Scope) -> Bool) -> Self {
    Self(name, .flag) { .flag(value($0)) }
  }

  /// `{{#name}}` once for each scope, `{{^name}}` when there is none.
  package static func list<Inner: TemplateScope>(
    _ name: String, _ value: @escaping @Sendable (Scope) -> [Inner]
  ) -> Self {
    Self(name, .scopes(ScopeSchema(Inner.self))) { .scopes(value($0).map { AnyScope($0) }) }
  }

  /// `{{#name}}` with the names of the inner scope when there is one.
  package static func optional<Inner: TemplateScope>(
    _ name: String, _ value: @escaping @Sendable (Scope) -> Inner?
  ) -> Self {
    list(name) { scope in value(scope).map { [$0] } ?? [] }
  }
}

/// What a name stands for.
enum HoleKind: Sendable {
  case literal
  case attributePath
  case comment
  case flag
  case scopes(ScopeSchema)
}

/// A value of a name, for one scope.
enum HoleValue: Sendable {
  case literal(NixLiteral)
  case attributePath([String])
  case comment(String)
  case flag(Bool)
  case scopes([AnyScope])
}

/// The names of a scope type with their kinds. The table is made when asked for, so that scopes may
/// contain themselves.
struct ScopeSchema: Sendable {
  private let describe: @Sendable () -> String
  private let table: @Sendable () -> [String: HoleKind]

  init<Scope: TemplateScope>(_: Scope.Type) {
    describe = { String(describing: Scope.self) }
    table = { Dictionary(Scope.holes.map { ($0.name, $0.kind) }) { first, _ in first } }
  }

  var kinds: [String: HoleKind] { table() }

  /// The name of the scope's type, for messages. Made when asked for: the first description of a
  /// type searches all conformances of the program, and at start there are some twenty types.
  var typeName: String { describe() }
}

/// A scope whose type is forgotten.
struct AnyScope: Sendable {
  private let look: @Sendable (String) -> HoleValue?

  init<Scope: TemplateScope>(_ scope: Scope) {
    look = { name in Scope.holes.first { $0.name == name }?.value(scope) }
  }

  subscript(name: String) -> HoleValue? { look(name) }
}
