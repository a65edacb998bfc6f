import NixEval
import Synchronization
import Testing

/// What `nix-instantiate --parse` prints, and what the language warns of.
@Suite struct CanonicalTextTests {
  static let cases: [(String, String)] = [
    ("a: b@{ c, d ? 1, ... }: -a + b", "(a: ({ c, d ? 1, ... } @ b: ((__sub 0 a) + b)))"),
    ("{ a.b = 1; a.c = 2; }", "{ a = { b = 1; c = 2; }; }"),
    ("{ a.b = 1; a = rec { c = b; b = 1; }; }", "attribute 'a.b' already defined"),
    (
      "let s.x = 1; t = s; in { inherit (t) x; inherit t; inherit (s.x) y; z = t.x; }",
      "(let s = { x = 1; }; t = s; in { inherit t; inherit (t) x; inherit ((s).x) y; z = (t).x; })"
    ),
    ("\"a${toString 1}\"", "(\"a\" + (toString 1))"),
    ("''\n  a\n    b\n  ''", "\"a\\n  b\\n\""),
    (
      "1 <= 2 && !(3 > 4) -> 5 / 6 == [ ]",
      "(((! (__lessThan 2 1)) && (! (__lessThan 4 3))) -> ((__div 5 6) == [ ]))"
    ),
    (
      "((1 - 2) 3 (-(4 * 5)) ((6 > 7) 8)) 9 ((6 >= 7) 8)",
      "(__sub 1 2 3 (__sub 0 (__mul 4 5)) (__lessThan 7 6 8) 9 ((! (__lessThan 6 7)) 8))"
    ),
    ("let { body = 1; }", "(rec { body = 1; }).body"),
    ("{ ${\"a\"} = 1; ${toString 2} = 3; }", "{ a = 1; \"${(toString 2)}\" = 3; }"),
    ("{ } ? a.\"b c\" && { }.x or 1 == 2", "((({ }) ? a.\"b c\") && (({ }).x or (1) == 2))"),
    ("x: y", "undefined variable 'y'"),
    ("a |> b", "experimental Nix feature 'pipe-operators' is disabled"),
  ]

  @Test(arguments: cases)
  func prints(text: String, expected: String) {
    do {
      #expect(try Evaluator().canonicalText(of: Array(text.utf8)) == expected)
    } catch {
      #expect(error.message.hasPrefix(expected))
    }
  }

  /// The messages of an evaluation.
  private final class Messages: Sendable {
    let all = Mutex<[EvaluationMessage]>([])
  }

  private func messages(
    _ text: String, lints: [Lint: Lint.Level] = [:]
  ) throws -> [EvaluationMessage] {
    let messages = Messages()
    var settings = EvaluationSettings()
    settings.lints = lints
    settings.messageHandler = { message in messages.all.withLock { $0.append(message) } }
    _ = try Evaluator(settings: settings).canonicalText(of: Array(text.utf8), name: "x.nix")
    return messages.all.withLock { $0 }
  }

  @Test func orAsANameIsDeprecated() throws {
    let messages = try messages("let or = 1; in f: [ (f or) f or ]")
    #expect(messages.map(\.kind) == [.deprecation])
    #expect(messages.first?.text.hasPrefix("at x.nix:1:28: This expression uses `or`") == true)
  }

  @Test func literalsAreComplainedAboutWhereAsked() throws {
    let text = "[ http://a.b ./c d/e /f ~/g ../h ]"
    #expect(try messages(text).isEmpty)
    let all = try messages(
      text, lints: [.urlLiterals: .warn, .shortPathLiterals: .warn, .absolutePathLiterals: .warn])
    let columns = [3, 18, 22, 25]
    #expect(all.count == columns.count)
    for (message, column) in zip(all, columns) {
      let caret = String(repeating: " ", count: column - 1) + "^"
      let place = """

                 at x.nix:1:\(column):
                      1| \(text)
                       | \(caret)
        """
      #expect(message.text.hasSuffix(place), "\(message.text)")
    }
    #expect(throws: EvaluationFailure.self) {
      try messages(text, lints: [.shortPathLiterals: .fatal])
    }
  }
}
