import Glibc
import NixEval
import Synchronization
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
}

/// A thread that cancels the evaluation of the thread that made it, and what that one spends after.
private final class Cancellation: Sendable {
  private let interruption: Interruption
  private let seconds: Double
  private let clock: clockid_t
  /// What the evaluating thread had used when it was cancelled, in nanoseconds.
  private let used = Atomic<Int>(0)
  private let hasEnded = Atomic<Bool>(false)
  private nonisolated(unsafe) var thread = pthread_t()

  init(of interruption: Interruption, after seconds: Double) {
    self.interruption = interruption
    self.seconds = seconds
    var clock = clockid_t()
    pthread_getcpuclockid(pthread_self(), &clock)
    self.clock = clock
    pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<Cancellation>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, Unmanaged.passRetained(self).toOpaque())
  }

  private func run() {
    // Waits until the program has run for a time, however busy the machine is.
    while now < Int(seconds * 1e9), !hasEnded.load(ordering: .relaxed) { usleep(1000) }
    used.store(now, ordering: .relaxed)
    interruption.cancel()
  }

  private var now: Int {
    var time = timespec()
    clock_gettime(clock, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  /// Seconds of CPU time since the cancellation; called by the thread that was cancelled.
  func latency() -> Double {
    let end = now
    hasEnded.store(true, ordering: .relaxed)
    pthread_join(thread, nil)
    return Double(end - used.load(ordering: .relaxed)) / 1e9
  }
}
