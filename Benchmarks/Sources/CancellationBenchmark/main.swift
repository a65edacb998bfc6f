// Cancels programs from another thread while they run, and tells how long each took to end.
//
//     swift run -c release --package-path Benchmarks CancellationBenchmark FILE.nix…
//
// `Tests/NixEvalTests/cancel` has programs for it. Each is run five times and cancelled at another
// moment; of the five the longest counts. Times are CPU time of the thread that evaluates, so that what
// else the machine does is no part of them.

import Glibc
import NixEval
import Synchronization

/// Cancels the evaluation of the thread that made it.
final class Cancellation: Sendable {
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
    while now < Int(seconds * 1e9), !hasEnded.load(ordering: .relaxed) { usleep(1000) }
    used.store(now, ordering: .relaxed)
    interruption.cancel()
  }

  private var now: Int {
    var time = timespec()
    clock_gettime(clock, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  /// Seconds since the cancellation; called by the thread that was cancelled.
  func latency() -> Double {
    let end = now
    hasEnded.store(true, ordering: .relaxed)
    pthread_join(thread, nil)
    return Double(end - used.load(ordering: .relaxed)) / 1e9
  }
}

/// Runs a program until it is cancelled; nil when it came to its end before.
func latency(of path: String, cancelledAfter seconds: Double) -> Double? {
  var settings = EvaluationSettings()
  settings.memoryLimit = 8 << 30
  settings.messageHandler = { _ in }
  let evaluator = Evaluator(settings: settings)
  var latency: Double?
  do {
    try evaluator.onEvaluationStack {
      let cancellation = Cancellation(of: evaluator.interruption, after: seconds)
      defer { latency = cancellation.latency() }
      let value = try evaluator.evaluateFile(path)
      _ = try evaluator.print(value, strictly: true)
    }
    return nil
  } catch {
    if error.kind == .interrupted(.cancelled) { return latency }
    print("\(path): \(error.message)")
    exit(1)
  }
}

var longest = 0.0
for argument in CommandLine.arguments.dropFirst() {
  guard let resolved = realpath(argument, nil) else {
    print("\(argument): \(String(cString: strerror(errno)))")
    exit(2)
  }
  defer { free(resolved) }
  let path = String(cString: resolved)
  let times = [0.05, 0.09, 0.14, 0.2, 0.27].compactMap { latency(of: path, cancelledAfter: $0) }
  guard let worst = times.max() else {
    print("\(argument): over before it was cancelled")
    continue
  }
  longest = max(longest, worst)
  print("\(argument): \(Int(worst * 1000)) ms")
}
print("longest: \(Int(longest * 1000)) ms")
