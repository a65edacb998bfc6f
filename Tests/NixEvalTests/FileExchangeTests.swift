import NixEval
import TestSupport
import Testing

/// `exchanged/NAME.nix` are a tree before and after some files were exchanged for others, and what its
/// `main.nix` says when it is evaluated again: `{ before = { "main.nix" = "…"; }; after = { … };
/// again = [ "word" ]; }`. What it gives must be what a new evaluator gives. In those called `repeat-…` the
/// attributes of `main.nix` are forced while the exchange settles. A new case is a new file.
@Suite struct FileExchangeTests {
  private static let folder = "\(Golden.root)/NixEvalTests/exchanged"

  static let cases = Fixture.names(in: folder).filter { $0.hasSuffix(".nix") }

  @Test(arguments: cases) func onlyWhatDiffersIsEvaluatedAgain(name: String) throws {
    let example = try Example(of: name)
    let reaches = name.hasPrefix("repeat-")
    func fresh(_ tree: [String: [UInt8]]) -> [String] {
      ExchangeSubject(tree, reachesValues: reaches).outcome()
    }
    let subject = ExchangeSubject(example.before, reachesValues: reaches)
    #expect(subject.outcome() == fresh(example.before))
    subject.exchange(for: example.after)
    #expect(subject.outcome() == fresh(example.after))
    #expect(subject.words.sorted() == example.again.sorted())
    subject.exchange(for: example.before)
    #expect(subject.outcome() == fresh(example.before))
    // Nothing differs.
    subject.exchange(for: example.before)
    #expect(subject.outcome() == fresh(example.before))
    #expect(subject.words.isEmpty)
  }

  /// An exchange for a text with an error is refused, and leaves an evaluator that can go on.
  @Test(arguments: ["{ a = ", "{ a = undefined; }"]) func errorsAreRefused(text: String) {
    let good = ["main.nix": Array("{ a = 1; }".utf8), "data": Array("1".utf8)]
    let subject = ExchangeSubject(good)
    let outcome = subject.outcome()
    subject.files.exchange(
      for: ExchangeSubject.mounted(["main.nix": Array(text.utf8), "data": []]))
    #expect(!subject.exchanges(["main.nix": Array(text.utf8), "data": []]))
    subject.evaluator.forgetFiles(below: "/tree")
    subject.files.exchange(for: ExchangeSubject.mounted(good))
    subject.restart()
    #expect(subject.outcome() == outcome)
  }

  /// Where more differs than the caller wants to have evaluated again, nothing is changed.
  @Test func moreThanTheLimitIsRefused() {
    let first = ["main.nix": Array("let a = 1; in [ a (a + 1) (a + 2) 4 ]".utf8)]
    let second = ["main.nix": Array("let a = 2; in [ a (a + 1) (a + 2) 4 ]".utf8)]
    let subject = ExchangeSubject(first)
    let outcome = subject.outcome()
    #expect(!subject.exchanges(second, limit: 0.2))
    #expect(subject.outcome() == outcome)
    subject.exchange(for: second)
    #expect(subject.outcome() == ["2", "3", "4", "4"])
  }

  /// Programs made of random definitions, of which some are changed again and again.
  @Test(arguments: 0..<12) func randomProgramsGiveWhatNewEvaluatorsGive(seed: Int) {
    var random = SplitMix(state: UInt64(seed))
    var program = RandomProgram(&random)
    let subject = ExchangeSubject(program.files)
    for round in 0..<8 {
      #expect(
        subject.outcome() == ExchangeSubject(program.files).outcome(),
        "round \(round) of:\n\(program.text)")
      program.change(&random)
      subject.exchange(for: program.files)
    }
  }

  /// The files of a case.
  struct Example {
    let before: [String: [UInt8]]
    let after: [String: [UInt8]]
    let again: [String]

    init(of name: String) throws {
      let path = "\(folder)/\(name)"
      before = try TreeVersions.files("before", of: path)
      after = try TreeVersions.files("after", of: path)
      let evaluator = Evaluator()
      let words = try evaluator.select("again", of: try evaluator.evaluateFile(path))
      again = try evaluator.onEvaluationStack {
        let list = try evaluator.force(words).list
        return try (0..<list.count).map { try evaluator.force(list[$0]).string.text }
      }
    }
  }
}

/// Definitions that use one another, spread over two files: constants, sets, lists, functions and
/// conditions, so that values are shared, captured and put off in many ways.
struct RandomProgram: RandomTree {
  private var definitions: [String] = []
  private static let count = 14

  init(_ random: inout SplitMix) {
    for index in 0..<Self.count { definitions.append(Self.expression(index, 3, &random)) }
  }

  mutating func change(_ random: inout SplitMix) {
    for _ in 0..<Int.random(in: 1...2, using: &random) {
      let index = Int.random(in: 0..<Self.count, using: &random)
      definitions[index] = Self.expression(index, 3, &random)
    }
  }

  /// The first half stands in a file of its own, which gives its definitions to the second.
  var files: [String: [UInt8]] {
    func lines(_ range: Range<Int>) -> String {
      range.map { "  v\($0) = \(definitions[$0]);\n" }.joined()
    }
    let half = Self.count / 2
    let names = (0..<half).map { "v\($0)" }.joined(separator: " ")
    let all = (0..<Self.count).map { "v\($0)" }.joined(separator: " ")
    let first = "rec {\n\(lines(0..<half))}\n"
    let second = """
      let
        inherit (import ./first.nix) \(names);
      \(lines(half..<Self.count))in
      [ \(all) ]
      """
    return ["first.nix": Array(first.utf8), "main.nix": Array(second.utf8)]
  }

  var text: String {
    files.values.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
  }

  /// An expression over the definitions before `index`.
  private static func expression(_ index: Int, _ depth: Int, _ random: inout SplitMix) -> String {
    func inner() -> String { expression(index, depth - 1, &random) }
    guard depth > 0 else {
      guard index > 0, Int.random(in: 0..<3, using: &random) > 0 else {
        return "\(Int.random(in: 0..<5, using: &random))"
      }
      return "v\(Int.random(in: 0..<index, using: &random))"
    }
    switch Int.random(in: 0..<18, using: &random) {
    case 0: return "(\(inner()) + \(inner()))"
    case 1: return "{ a = \(inner()); b = \(inner()); }"
    case 2: return "((\(inner())).a or \(inner()))"
    case 3: return "(if \(inner()) == \(inner()) then \(inner()) else \(inner()))"
    case 4: return "[ \(inner()) \(inner()) ]"
    case 5: return "(map (x: [ x \(inner()) ]) [ 1 \(inner()) ])"
    case 6: return "((x: { a = x; b = \(inner()); }) \(inner()))"
    case 7: return "(let t = \(inner()); u = t; in [ t u \(inner()) ])"
    case 8:
      let body = "{ a = x; b = \(inner()); }"
      return "(builtins.mapAttrs (n: x: \(body)) { a = \(inner()); c = 1; })"
    case 9: return "(with { a = \(inner()); }; [ a ])"
    case 10: return "(builtins.seq \(inner()) \(inner()))"
    case 11: return "(rec { a = \(inner()); b = a; }).b"
    case 12: return "(({ a ? \(inner()), b ? a }: [ a b ]) { b = \(inner()); })"
    case 13: return "({ a = 1; } // { b = \(inner()); } // { a = \(inner()); })"
    case 14: return "(builtins.nixwizCutoff \(inner()))"
    case 15: return "(builtins.nixwizOnce (x: [ x \(inner()) ]) \(inner()))"
    case 16: return "(builtins.nixwizCutoff (builtins.attrNames { a = \(inner()); } ++ \(inner())))"
    default: return inner()
    }
  }
}
