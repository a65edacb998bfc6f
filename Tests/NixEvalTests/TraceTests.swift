import NixEval
import TestSupport
import Testing

/// Exchanges of files where each read is noted (`EvaluationSettings.tracesReads`), on what the tests of sets and
/// cutoffs are made of, and on modules that are joined as nixpkgs joins them.
@Suite struct TraceTests {
  @Test(arguments: FileExchangeTests.cases) func exchangesGiveWhatNewEvaluatorsGive(name: String)
    throws
  {
    let example = try FileExchangeTests.Example(of: name)
    let subject = ExchangeSubject(example.before, tracesReads: true)
    for tree in [example.before, example.after, example.before, example.before] {
      subject.exchange(for: tree)
      #expect(subject.outcome() == ExchangeSubject(tree).outcome())
    }
    #expect(subject.words.isEmpty, "nothing differs")
  }

  @Test(arguments: 0..<20) func randomProgramsGiveWhatNewEvaluatorsGive(seed: Int) {
    expectSame(RandomProgram.self, seed)
  }

  @Test(arguments: 0..<20) func randomModulesGiveWhatNewEvaluatorsGive(seed: Int) {
    expectSame(RandomModules.self, seed)
  }

  @Test(arguments: 0..<20) func randomSystemsGiveWhatNewEvaluatorsGive(seed: Int) {
    expectSame(RandomSystems.self, seed)
  }

  private func expectSame<Tree: RandomTree>(_: Tree.Type, _ seed: Int) {
    var random = SplitMix(state: UInt64(seed))
    var tree = Tree(&random)
    tree.change(&random)
    let subject = ExchangeSubject(tree.files, tracesReads: true)
    _ = subject.outcome()
    for round in 0..<12 {
      tree.change(&random)
      _ = subject.exchangesOrForgets(tree.files, limit: 1)
      #expect(
        subject.outcome() == ExchangeSubject(tree.files).outcome(),
        "round \(round) of:\n\(tree.text)")
    }
  }
}

/// A tree made of random parts, some of which are changed again and again.
protocol RandomTree {
  init(_ random: inout SplitMix)
  mutating func change(_ random: inout SplitMix)
  var files: [String: [UInt8]] { get }
  /// As a failed test shows it.
  var text: String { get }
}
