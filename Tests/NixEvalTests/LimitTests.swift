import Glibc
import NixEval
import Synchronization
import Testing

/// Programs that would never end or need everything: each ends in an error that says so.
@Suite struct LimitTests {
  private func failure(
    of expression: String, _ adjust: (inout EvaluationSettings) -> Void = { _ in }
  ) -> EvaluationFailure? {
    var settings = EvaluationSettings()
    adjust(&settings)
    let evaluator = Evaluator(settings: settings)
    do {
      let value = try evaluator.evaluate(expression)
      _ = try evaluator.print(value, strictly: true)
      return nil
    } catch { return error }
  }

  @Test(arguments: [
    "let f = n: 1 + f (n + 1); in f 0",
    "let f = n: f (n + 1); in f 0",
    "let f = n: { a = f (n + 1); }; in f 0",
    "let f = n: [ (f (n + 1)) ]; in f 0",
    "let x = { y = x; z = builtins.toJSON x; }; in x.z",
    "let f = a: b: f b a; in f 1 2",
    "let s = { __functor = self: x: self (x + 1); }; in s 0",
    "let s = { __toString = self: \"${self}\"; }; in \"${s}\"",
    "let a = [ a ]; b = [ b ]; in a == b",
  ])
  func endlessRecursionIsAStackOverflow(_ expression: String) {
    #expect(failure(of: expression)?.kind == .stackOverflow)
  }

  @Test func aMillionCallsDeepNeedsALargerLimitOnly() {
    let sum = "let sum = n: if n == 0 then 0 else 1 + sum (n - 1); in sum 1000000"
    #expect(failure(of: sum)?.kind == .stackOverflow)
  }

  @Test func thunksMayChainWithoutCalls() throws {
    // Each sum waits for the one before: 100,000 thunks deep, and no call among them.
    let evaluator = Evaluator()
    let value = try evaluator.evaluate(
      "(builtins.foldl' (acc: n: { sum = acc.sum + n; }) { sum = 0; } (builtins.genList (n: 1) 100000)).sum"
    )
    #expect(value.isInteger && value.integer == 100_000)
  }

  /// Texts that nest 3,000 levels are evaluated as Nix does.
  @Test(arguments: [("(", ")"), ("- ", ""), ("[ ", " ]"), ("let a = ", "; in a")])
  func deepTextsAreEvaluated(open: String, close: String) throws {
    let text =
      String(repeating: open, count: 3000) + "1" + String(repeating: close, count: 3000)
    let evaluator = Evaluator()
    _ = try evaluator.print(try evaluator.evaluate(text), strictly: false)
  }

  /// Where the text nests, the stack may end between two calls.
  @Test func endlessCallsInDeepTextsAreStackOverflows() {
    let text = "let f = x: \(String(repeating: "- ", count: 3000)) f x; in f 1"
    #expect(failure(of: text) { $0.maximumCallDepth = .max }?.kind == .stackOverflow)
  }

  @Test func infiniteRecursionIsSeenAtOnce() {
    #expect(failure(of: "let x = x + 1; in x")?.kind == .infiniteRecursion)
    #expect(failure(of: "rec { a = b; b = c; c = a; }.a")?.kind == .infiniteRecursion)
  }

  @Test(arguments: [
    "builtins.genList (n: n) 1000000000",
    "let double = s: n: if n == 0 then s else double (s + s) (n - 1); in builtins.stringLength (double \"0123456789\" 40)",
    "builtins.genericClosure { startSet = [ { key = 0; } ]; operator = x: map (n: { key = x.key * 10 + n; }) [ 0 1 2 3 ]; }",
    "builtins.concatLists (builtins.genList (n: builtins.genList (n: n) 10000) 100000)",
    "let double = s: n: if n == 0 then s else double (s + s) (n - 1); in builtins.fromJSON (double \"[\" 22)",
  ])
  func memoryIsBounded(_ expression: String) {
    let found = failure(of: expression) { $0.memoryLimit = 64 << 20 }
    #expect(found?.kind == .interrupted(.memory))
  }

  @Test func callsAreBounded() {
    let loop = "builtins.foldl' (a: b: b) 0 (builtins.genList (n: n) 100000)"
    #expect(failure(of: loop) { $0.callLimit = 1000 }?.kind == .interrupted(.steps))
    #expect(failure(of: loop) { $0.callLimit = 10_000_000 } == nil)
  }

  private static let endless = """
    builtins.foldl' (a: b: builtins.foldl' (c: d: d) 0 (builtins.genList (n: n) 100)) 0
      (builtins.genList (n: n) 200000)
    """

  @Test func timeIsBounded() {
    #expect(failure(of: Self.endless) { $0.timeLimit = 0.05 }?.kind == .interrupted(.time))
  }

  @Test func anotherThreadMayCancel() throws {
    let evaluator = Evaluator()
    let interruption = evaluator.interruption
    var thread = pthread_t()
    let context = Unmanaged.passRetained(interruption)
    pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        usleep(20_000)
        Unmanaged<Interruption>.fromOpaque(context).takeRetainedValue().cancel()
        return nil
      }, context.toOpaque())
    var kind: EvalError.Kind?
    do { _ = try evaluator.evaluate(Self.endless) } catch { kind = error.kind }
    pthread_join(thread, nil)
    #expect(kind == .interrupted(.cancelled))
  }

  @Test func evaluatorsShareNothing() throws {
    let first = Evaluator()
    let one = try first.evaluate("{ a = 1; newName = 2; }")
    let second = Evaluator()
    let other = try second.evaluate("{ otherName = 3; a = 4; }")
    #expect(try first.print(one, strictly: true) == Array("{ a = 1; newName = 2; }".utf8))
    #expect(try second.print(other, strictly: true) == Array("{ a = 4; otherName = 3; }".utf8))
  }

  @Test func anErrorLeavesTheEvaluatorUsable() throws {
    let evaluator = Evaluator()
    for _ in 0..<3 {
      #expect(throws: EvaluationFailure.self) {
        _ = try evaluator.evaluate("let f = n: 1 + f (n + 1); in f 0")
      }
      #expect(throws: EvaluationFailure.self) { _ = try evaluator.evaluate("undefined") }
    }
    #expect(try evaluator.evaluate("1 + 1").integer == 2)
  }
}
