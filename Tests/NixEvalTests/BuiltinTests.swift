import NixEval
import TestSupport
import Testing

/// `builtins/values.tsv`: an expression and what Nix 2.34 prints for it; `builtins/failures.tsv`:
/// an expression and the last line of Nix's error. A new case is a new line. Where the cases of
/// Nix's own language tests have another wording than 2.34, theirs is taken.
@Suite struct BuiltinTests {
  static func cases(_ file: String) throws -> [(expression: String, expected: String)] {
    let path = "\(Golden.root)/NixEvalTests/builtins/\(file)"
    return try #require(Fixture.text(at: path)).split(separator: "\n").map { line in
      let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
      return (String(parts[0]), String(parts[1]))
    }
  }

  @Test func valuesAreThoseOfNix() throws {
    let cases = try Self.cases("values.tsv")
    #expect(cases.count >= 70)
    for (expression, expected) in cases {
      let evaluator = Evaluator(settings: Self.settings)
      do {
        let value = try evaluator.evaluate(expression)
        try evaluator.forceAll(value)
        let printed = String(decoding: try evaluator.print(value), as: UTF8.self)
        #expect(printed == expected, "\(expression)")
      } catch { Issue.record("\(expression): \(error)") }
    }
  }

  @Test func failuresAreThoseOfNix() throws {
    let cases = try Self.cases("failures.tsv")
    #expect(cases.count >= 50)
    for (expression, expected) in cases {
      let evaluator = Evaluator(settings: Self.settings)
      let failure = #expect(throws: EvaluationFailure.self, "\(expression)") {
        try evaluator.forceAll(try evaluator.evaluate(expression))
      }
      #expect(failure?.message == expected, "\(expression)")
    }
  }

  /// A result of 20 GB is refused before it is made.
  @Test func endlessReplacementsAreErrors() {
    let evaluator = Evaluator(settings: Self.settings)
    let failure = #expect(throws: EvaluationFailure.self) {
      try evaluator.evaluate(
        """
        let times = count: text: builtins.concatStringsSep "" (builtins.genList (i: text) count);
        in builtins.replaceStrings [ "a" ] [ (times 100000 "xxxxxxxxxx") ] (times 20000 "a")
        """)
    }
    #expect(failure?.kind != .evaluation || failure?.message.contains("is longer than") == true)
  }

  /// What the messages of the cases say is not part of them.
  static var settings: EvaluationSettings {
    var settings = EvaluationSettings()
    settings.messageHandler = { _ in }
    return settings
  }
}
