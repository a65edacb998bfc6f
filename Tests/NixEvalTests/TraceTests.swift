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
    var random = SplitMix(state: UInt64(seed))
    var program = RandomProgram(&random)
    expectSame(rounds: 12) {
      program.change(&random)
      return (program.files, program.text)
    }
  }

  @Test(arguments: 0..<20) func randomModulesGiveWhatNewEvaluatorsGive(seed: Int) {
    var random = SplitMix(state: UInt64(seed))
    var modules = RandomModules(&random)
    expectSame(rounds: 12) {
      modules.change(&random)
      return (modules.files, modules.text)
    }
  }

  @Test(arguments: 0..<20) func randomSystemsGiveWhatNewEvaluatorsGive(seed: Int) {
    var random = SplitMix(state: UInt64(seed))
    var systems = RandomSystems(&random)
    expectSame(rounds: 12) {
      systems.change(&random)
      return (systems.files, systems.text)
    }
  }

  private func expectSame(rounds: Int, _ next: () -> (files: [String: [UInt8]], text: String)) {
    let start = next()
    let subject = ExchangeSubject(start.files, tracesReads: true)
    _ = subject.outcome()
    for round in 0..<rounds {
      let (files, text) = next()
      _ = subject.exchangesOrForgets(files, limit: 1)
      #expect(
        subject.outcome() == ExchangeSubject(files).outcome(), "round \(round) of:\n\(text)")
    }
  }
}
