// Cancels programs from another thread while they run, and tells how long each took to end.
//
//     swift run -c release --package-path Benchmarks CancellationBenchmark FILE.nix…
//
// `Tests/NixEvalTests/cancel` has programs for it. Each is run five times and cancelled at another
// moment; of the five the longest counts. Times are CPU time of the thread that evaluates, so that what
// else the machine does is no part of them.

import Glibc
import NixEval

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

guard CommandLine.arguments.count > 1 else {
  print("usage: CancellationBenchmark FILE.nix…")
  exit(2)
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
