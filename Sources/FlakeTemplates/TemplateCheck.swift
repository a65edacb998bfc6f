import SourceText

/// Checks a template against the names of its scope before anything is rendered.
struct TemplateCheck {
  /// All partials by name (without the leading `_`).
  let partials: [String: Template]
  private(set) var problems: [Diagnostic] = []
  private var scopes: [Scope] = []
  private var openPartials: [String] = []

  /// A scope that is visible, with what was used of it.
  private struct Scope {
    let schema: ScopeSchema
    let kinds: [String: HoleKind]
    var used: Set<String> = []

    init(_ schema: ScopeSchema) {
      self.schema = schema
      kinds = schema.kinds
    }
  }

  init(partials: [String: Template]) { self.partials = partials }

  /// Checks one template; `reportsUnused` is off for templates of the user's, which may leave
  /// things out on purpose.
  mutating func check(_ template: Template, _ schema: ScopeSchema, reportsUnused: Bool) {
    scopes = [Scope(schema)]
    openPartials = []
    visit(template.parts, in: template.file, reportsUnused: reportsUnused)
    guard reportsUnused, let root = scopes.first else { return }
    reportUnused(root, at: SourceLocation(file: template.file, span: SourceSpan(at: 0)))
  }

  private mutating func visit(_ parts: [Template.Part], in file: SourceFile, reportsUnused: Bool) {
    for part in parts {
      switch part {
      case .text: break
      case .hole(let name, _, let afterHash, let span):
        let location = SourceLocation(file: file, span: span)
        guard let kind = kind(of: name, at: location) else { continue }
        checkHole(name, kind, afterHash: afterHash, at: location)
      case .section(let name, let inverted, let inner, let span):
        let location = SourceLocation(file: file, span: span)
        switch kind(of: name, at: location) {
        case .flag: visit(inner, in: file, reportsUnused: reportsUnused)
        case .scopes(let schema) where !inverted:
          scopes.append(Scope(schema))
          visit(inner, in: file, reportsUnused: reportsUnused)
          let scope = scopes.removeLast()
          if reportsUnused { reportUnused(scope, at: location) }
        case .scopes: visit(inner, in: file, reportsUnused: reportsUnused)
        case .literal, .attributePath, .comment:
          problems.append(
            .error(
              "template-kind", "`\(name)` is no flag and no list, so it opens no section",
              at: location, fix: "print it with {{\(name)}}"))
        case nil: break
        }
      case .partial(let name, _, let span):
        let location = SourceLocation(file: file, span: span)
        visitPartial(name, at: location, reportsUnused: reportsUnused)
      }
    }
  }

  private mutating func visitPartial(
    _ name: String, at location: SourceLocation, reportsUnused: Bool
  ) {
    guard let partial = partials[name] else {
      problems.append(
        .error(
          "template-partial", "there is no partial `_\(name)`", at: location,
          fix: Suggestion.nearest(to: name, among: partials.keys.sorted()).map {
            "did you mean {{> \($0)}}?"
          }))
      return
    }
    guard !openPartials.contains(name) else {
      problems.append(
        .error("template-partial", "the partial `_\(name)` contains itself", at: location))
      return
    }
    openPartials.append(name)
    visit(partial.parts, in: partial.file, reportsUnused: reportsUnused)
    openPartials.removeLast()
  }

  private mutating func checkHole(
    _ name: String, _ kind: HoleKind, afterHash: Bool, at location: SourceLocation
  ) {
    switch kind {
    case .literal, .attributePath:
      guard afterHash else { return }
      problems.append(
        .error(
          "template-kind", "`\(name)` is Nix text, but stands behind a `#`", at: location,
          fix: "only comments may stand there"))
    case .comment:
      guard !afterHash else { return }
      problems.append(
        .error(
          "template-kind", "`\(name)` is a comment, but stands where Nix text is read",
          at: location, fix: "put `# ` before it"))
    case .flag, .scopes:
      problems.append(
        .error(
          "template-kind", "`\(name)` is a flag or a list, which cannot be printed", at: location,
          fix: "open a section with {{#\(name)}}"))
    }
  }

  /// The kind of a name in the nearest scope that has it; marks it as used.
  private mutating func kind(of name: String, at location: SourceLocation) -> HoleKind? {
    for index in scopes.indices.reversed() {
      guard let kind = scopes[index].kinds[name] else { continue }
      scopes[index].used.insert(name)
      return kind
    }
    let known = scopes.reversed().flatMap { $0.kinds.keys.sorted() }
    problems.append(
      .error(
        "template-name", "there is no `\(name)` here", at: location,
        fix: Suggestion.nearest(to: name, among: known).map { "did you mean `\($0)`?" }
          ?? "known names: \(known.joined(separator: ", "))"))
    return nil
  }

  private mutating func reportUnused(_ scope: Scope, at location: SourceLocation) {
    for name in scope.kinds.keys.sorted() where !scope.used.contains(name) {
      problems.append(
        .error(
          "template-unused", "`\(name)` of \(scope.schema.typeName) is used nowhere", at: location,
          fix: "use it, or remove it from the scope"))
    }
  }
}
