import Glibc
@testable import NixEval
import TestSupport
import Testing

/// `cancel/NAME.nix` are programs that run for seconds at least, each most of the time in one
/// builtin. Cancelled from another thread, each ends soon. A new case is a new file. One after the
/// other, as some need hundreds of megabytes.
@Suite(.serialized) struct CancellationTests {
  private static let folder = "\(Golden.root)/NixEvalTests/cancel"

  static var cases: [String] {
    Fixture.names(in: folder).filter { $0.hasSuffix(".nix") }
  }

  /// CPU time between the cancellation and the end. What is asked for is 50 ms of an optimised
  /// program, which `Benchmarks` measures; this one is not, and may be 30 times slower.
  private static let bound = 1.0

  @Test(arguments: cases) func endsSoon(_ name: String) throws {
    var settings = EvaluationSettings()
    settings.memoryLimit = 8 << 30
    let evaluator = Evaluator(settings: settings)
    var latency: Double?
    do {
      try evaluator.onEvaluationStack {
        // CPU time of this very thread, as others run at the same time.
        let cancellation = Cancellation(of: evaluator.interruption, after: 0.03)
        defer { latency = cancellation.latency() }
        let value = try evaluator.evaluateFile("\(Self.folder)/\(name)")
        _ = try evaluator.print(value, strictly: true)
      }
      Issue.record("\(name) came to its end")
    } catch {
      #expect(error.kind == .interrupted(.cancelled), "\(name): \(error.message)")
    }
    #expect(try #require(latency) < Self.bound, "\(name)")
  }

  /// A large file is given up between two of its parts, also where the files were exchanged since.
  @Test func readingStops() throws {
    try Fixture.withTemporaryFolder { folder in
      // Three parts, all of them a hole.
      let path = "\(folder)/large"
      let descriptor = open(path, O_WRONLY | O_CREAT, 0o600)
      #expect(descriptor >= 0 && ftruncate(descriptor, 12 << 20) == 0)
      close(descriptor)
      let files = ExchangeableIO(DiskIO())
      let evaluator = Evaluator(io: files)
      files.exchange(for: OverlayIO(tree: ["small": .file([1])], at: "/tree"))
      let whole = try evaluator.io.readFile(path)
      #expect(whole.count == 12 << 20)
      evaluator.interruption.cancel()
      #expect(throws: IOFailure.self) { try evaluator.io.readFile(path) }
      #expect(throws: IOFailure.self) { try evaluator.io.entry(path) }
      let small = try evaluator.io.readFile("/tree/small")
      #expect(small == [1])
      let failure = evaluator.readFailure(path, IOFailure("reading was given up"))
      #expect(failure.kind == .interrupted(.cancelled))
    }
  }
}
