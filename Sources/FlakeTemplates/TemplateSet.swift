package import SourceText

/// All templates of a run: the built-in ones, some perhaps replaced by the user's.
///
/// Loading parses and checks everything, so that a template that loads also renders.
package struct TemplateSet: Sendable {
  private let templates: [String: Template]
  private let partials: [String: Template]

  /// A template with the scope it is rendered in.
  package struct Entry: Sendable {
    package let name: String
    let schema: ScopeSchema

    /// The template `name` (without `.mustache`) is rendered with values of `scope`.
    package init<Scope: TemplateScope>(_ name: String, _ scope: Scope.Type) {
      self.name = name
      schema = ScopeSchema(scope)
    }
  }

  /// Parses and checks templates.
  ///
  /// - Parameters:
  ///   - builtIn: the templates of the program by name without `.mustache`; partials begin with `_`.
  ///   - overrides: templates of the user's, which replace those of the same name.
  ///   - entries: which template has which scope; all must exist, and no others.
  package init(
    builtIn: [String: SourceFile], overrides: [String: SourceFile] = [:], entries: [Entry]
  ) throws(TemplateFailure) {
    var problems: [Diagnostic] = []
    var templates: [String: Template] = [:]
    var partials: [String: Template] = [:]
    let files = builtIn.merging(overrides) { _, override in override }
    for (name, file) in files.sorted(by: { $0.key < $1.key }) {
      do {
        let template = try Template.parse(file, name: name)
        if name.hasPrefix("_") {
          partials[String(name.dropFirst())] = template
        } else {
          templates[name] = template
        }
      } catch {
        problems += error.diagnostics
      }
    }
    problems += Self.unknownOverrides(overrides, builtIn: builtIn)
    if problems.isEmpty {
      var check = TemplateCheck(partials: partials)
      for entry in entries {
        guard let template = templates[entry.name] else {
          problems.append(.error("template-missing", "there is no template `\(entry.name)`"))
          continue
        }
        check.check(template, entry.schema, reportsUnused: overrides.isEmpty)
      }
      problems += check.problems
      let known = Set(entries.map(\.name))
      for name in templates.keys.sorted() where !known.contains(name) {
        problems.append(.error("template-unused", "no scope uses the template `\(name)`"))
      }
    }
    guard problems.isEmpty else { throw TemplateFailure(problems) }
    self.templates = templates
    self.partials = partials
  }

  /// The text of a template for a scope; nil when no entry of that name was loaded.
  package func render<Scope: TemplateScope>(_ name: String, _ scope: Scope) -> String? {
    guard let template = templates[name] else { return nil }
    var rendering = TemplateRendering(partials: partials, scope: AnyScope(scope))
    rendering.render(template.parts)
    return rendering.text
  }

  private static func unknownOverrides(
    _ overrides: [String: SourceFile], builtIn: [String: SourceFile]
  ) -> [Diagnostic] {
    overrides.keys.sorted().filter { builtIn[$0] == nil && !$0.hasPrefix("_") }.map { name in
      .error(
        "template-name", "`\(name)` replaces no template of this program",
        fix: Suggestion.nearest(to: name, among: builtIn.keys.sorted()).map {
          "did you mean `\($0).mustache`?"
        })
    }
  }
}
