package import SourceText

/// A parsed template: the strict subset of Mustache that `Templates/` is written in.
///
/// | tag | meaning |
/// |---|---|
/// | `{{name}}` | a hole: a literal, an attribute path or a comment, printed by its kind |
/// | `{{#name}} … {{/name}}` | the content if the flag is set, or once for each scope of a list |
/// | `{{^name}} … {{/name}}` | the content if the flag is not set or the list is empty |
/// | `{{> name}}` | the partial `_name`, in the scope of this place |
/// | `{{! text }}` | nothing |
///
/// A section, comment or partial that stands alone on its line takes the whole line with it.
package struct Template: Sendable {
  /// The name without `.mustache`, such as `flake.nix`.
  package let name: String
  package let file: SourceFile
  package let parts: [Part]

  /// A stretch of a template.
  package indirect enum Part: Sendable {
    case text(String)
    /// A hole with the white space that its line starts with, for values of several lines.
    case hole(name: String, indentation: String, afterHash: Bool, span: SourceSpan)
    case section(name: String, inverted: Bool, parts: [Part], span: SourceSpan)
    /// A partial; its lines are indented by `indentation` when it stands alone on its line.
    case partial(name: String, indentation: String, span: SourceSpan)
  }

  /// Parses a template; all problems are reported, and there is a template only without any.
  package static func parse(_ file: SourceFile, name: String) throws(TemplateFailure) -> Template {
    var parser = TemplateParser(file)
    let parts = parser.parse()
    guard parser.problems.isEmpty else { throw TemplateFailure(parser.problems) }
    return Template(name: name, file: file, parts: parts)
  }
}

/// Why a template cannot be used; every problem has its place.
package struct TemplateFailure: Error, Sendable {
  package let diagnostics: [Diagnostic]

  package init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}
