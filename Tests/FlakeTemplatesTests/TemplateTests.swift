import NixLanguage
import SourceText
import Testing

@testable import FlakeTemplates

/// A scope with one name of each kind.
private struct Host: TemplateScope {
  var name = "carbon"
  var path = ["services", "foo bar", "enable"]
  var reason = "because"
  var server = true
  var users: [User] = []
  var owner: User?

  static let holes: [TemplateHole<Host>] = [
    .literal("name") { .string($0.name) },
    .attributePath("path") { $0.path },
    .comment("reason") { $0.reason },
    .flag("server") { $0.server },
    .list("users") { $0.users },
    .optional("owner") { $0.owner },
  ]
}

private struct User: TemplateScope {
  var login: String

  static let holes: [TemplateHole<User>] = [.literal("login") { .string($0.login) }]
}

/// Renders one template; names that it leaves out are no error here.
private func render(_ text: String, _ host: Host, partials: [String: String] = [:]) throws -> String
{
  var files = ["t": SourceFile(name: "t.mustache", text: text)]
  for (name, text) in partials {
    files[name] = SourceFile(name: "\(name).mustache", text: text)
  }
  let set = try TemplateSet(builtIn: files, overrides: files, entries: [.init("t", Host.self)])
  return try #require(set.render("t", host))
}

/// The problems of a template as `code line:column`, in strict mode.
private func problems(_ text: String, partials: [String: String] = [:]) -> [String] {
  var files = ["t": SourceFile(name: "t.mustache", text: text)]
  for (name, text) in partials {
    files[name] = SourceFile(name: "\(name).mustache", text: text)
  }
  do {
    _ = try TemplateSet(builtIn: files, entries: [.init("t", Host.self)])
    return []
  } catch {
    return error.diagnostics.map { diagnostic in
      let position = diagnostic.location?.position
      return "\(diagnostic.code) \(position?.line ?? 0):\(position?.column ?? 0)"
    }
  }
}

/// A template that uses every name, to which a test adds what it is about.
private let complete = """
  {{name}} {{path}}
  # {{reason}}
  {{#server}}x{{/server}}{{#users}}{{login}}{{/users}}{{#owner}}{{login}}{{/owner}}

  """

@Suite struct TemplateTests {
  @Test func aHoleHoldsALiteralThatReadsBack() throws {
    #expect(
      try render("a = {{name}};\n", Host(name: "a\"b${c}''d\n"))
        == "a = \"a\\\"b\\${c}''d\\n\";\n")
  }

  @Test func attributeNamesAreQuotedWhereTheyMustBe() throws {
    #expect(try render("{{path}} = 1;", Host()) == "services.\"foo bar\".enable = 1;")
  }

  @Test func standAloneTagsTakeTheirLine() throws {
    let text = """
      {
        {{#server}}
        a = 1;
        {{/server}}
        {{^server}}
        b = 2;
        {{/server}}
        {{! nothing }}
        c = 3;{{#server}} d = 4;{{/server}}
      }

      """
    #expect(try render(text, Host(server: true)) == "{\n  a = 1;\n  c = 3; d = 4;\n}\n")
    #expect(try render(text, Host(server: false)) == "{\n  b = 2;\n  c = 3;\n}\n")
  }

  @Test func listsRepeatAndInnerNamesWin() throws {
    let text = "{{#users}}{{login}} {{name}} {{/users}}{{^users}}none{{/users}}"
    let users = [User(login: "a"), User(login: "b")]
    #expect(try render(text, Host(users: users)) == "\"a\" \"carbon\" \"b\" \"carbon\" ")
    #expect(try render(text, Host()) == "none")
  }

  @Test func aPartialTakesTheIndentationOfItsLine() throws {
    let text = "{\n  {{> body}}\n}\n"
    let body = "x = {{name}};\n\ny = [\n  1\n];\n"
    #expect(
      try render(text, Host(), partials: ["_body": body])
        == "{\n  x = \"carbon\";\n\n  y = [\n    1\n  ];\n}\n")
  }

  @Test func aLongReasonIsBrokenIntoCommentLines() throws {
    let words = Array(repeating: "word", count: 40).joined(separator: " ")
    let text = try render("{\n  # {{reason}}\n  a = 1;\n}\n", Host(reason: words))
    let lines = text.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 100 })
    #expect(lines.dropFirst().dropLast(2).allSatisfy { $0.hasPrefix("  # word") })
  }

  @Test func aReasonCannotLeaveItsComment() throws {
    let text = try render("# {{reason}}\n", Host(reason: "a\n}; evil = 1; \u{1b}[31m\r\nb"))
    #expect(text.split(separator: "\n").allSatisfy { $0.hasPrefix("# ") })
    #expect(!text.contains("\u{1b}"))
    #expect(!text.contains("\r"))
  }

  @Test func completeTemplatesLoad() { #expect(problems(complete) == []) }

  @Test(arguments: [
    (complete + "{{nam}}", ["template-name 4:1"]),
    (complete + "{{#server}}", ["template-section 4:1"]),
    (complete + "{{/server}}", ["template-section 4:1"]),
    (complete + "{{#server}}{{/users}}", ["template-section 4:12", "template-section 4:1"]),
    (complete + "a {{name", ["template-tag 4:3"]),
    (complete + "{{a b}} {{}}", ["template-tag 4:1", "template-tag 4:9"]),
    (complete + "{{server}}", ["template-kind 4:1"]),
    (complete + "{{#name}}{{/name}}", ["template-kind 4:1"]),
    (complete + "# {{name}}", ["template-kind 4:3"]),
    (complete + "{{reason}}", ["template-kind 4:1"]),
    (complete + "{{> body}}", ["template-partial 4:1"]),
    ("", Array(repeating: "template-unused 1:1", count: 6)),
  ])
  func everyMistakeHasItsPlace(text: String, expected: [String]) {
    #expect(problems(text) == expected)
  }

  @Test func aPartialThatContainsItselfIsAnError() {
    #expect(
      problems(complete + "{{> a}}", partials: ["_a": "{{> b}}", "_b": "{{> a}}"])
        == ["template-partial 1:1"])
  }

  @Test func usersMayReplaceOnlyWhatIsThere() {
    let files = ["t": SourceFile(name: "t", text: complete)]
    let wrong = ["flaky": SourceFile(name: "flaky.mustache", text: "")]
    #expect(throws: TemplateFailure.self) {
      try TemplateSet(builtIn: files, overrides: wrong, entries: [.init("t", Host.self)])
    }
  }
}
