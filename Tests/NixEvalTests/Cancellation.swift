import Glibc
import NixEval
import Synchronization

/// A thread that cancels the evaluation of the thread that made it, and what that one spends after.
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
    // Waits until the program has run for a time, however busy the machine is.
    while now < Int(seconds * 1e9) {
      if hasEnded.load(ordering: .relaxed) { return }
      usleep(1000)
    }
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
