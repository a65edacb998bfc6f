// Cancels programs from another thread while they run, and tells how long each took to end.
//
//     swift run -c release --package-path Benchmarks CancellationBenchmark FILE.nix…
//
// `Tests/NixEvalTests/cancel` has programs for it. Each is run five times and cancelled at another
// moment; of the five the longest counts. On a machine that does something else too, the time that
// others took is part of it.

import Glibc
import NixEval

/// Cancels an evaluation after a time and notes when.
final class Cancellation: @unchecked Sendable {
  private let interruption: Interruption
  private let microseconds: UInt32
  private var thread = pthread_t()
  /// Written before the thread ends, read after.
  private var moment = 0.0

  init(of interruption: Interruption, after seconds: Double) {
    self.interruption = interruption
    microseconds = UInt32(seconds * 1e6)
    pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<Cancellation>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, Unmanaged.passRetained(self).toOpaque())
  }

  private func run() {
    usleep(microseconds)
    moment = Self.now()
    interruption.cancel()
  }

  /// Seconds since the cancellation.
  func latency() -> Double {
    let end = Self.now()
    pthread_join(thread, nil)
    return end - moment
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// Runs a program until it is cancelled; nil when it came to its end before.
func latency(of path: String, cancelledAfter seconds: Double) -> Double? {
  var settings = EvaluationSettings()
  settings.memoryLimit = 8 << 30
  settings.messageHandler = { _ in }
  let evaluator = Evaluator(settings: settings)
  let cancellation = Cancellation(of: evaluator.interruption, after: seconds)
  do {
    let value = try evaluator.evaluateFile(path)
    _ = try evaluator.print(value, strictly: true)
    _ = cancellation.latency()
    return nil
  } catch { return cancellation.latency() }
}

var longest = 0.0
for path in CommandLine.arguments.dropFirst() {
  let times = [0.05, 0.09, 0.14, 0.2, 0.27].compactMap { latency(of: path, cancelledAfter: $0) }
  let name = path.split(separator: "/").last.map(String.init) ?? path
  guard let worst = times.max() else {
    print("\(name): over before it was cancelled")
    continue
  }
  longest = max(longest, worst)
  print("\(name): \(Int(worst * 1000)) ms")
}
print("longest: \(Int(longest * 1000)) ms")
