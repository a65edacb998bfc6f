import NixEval
import Testing

@Suite struct EvaluatorTests {
  @Test func arithmetic() throws {
    let evaluator = Evaluator()
    let value = try evaluator.evaluate(
      "let f = n: if n < 2 then n else f (n - 1) + f (n - 2); in f 15")
    #expect(value.isInteger && value.integer == 610)
  }
}
