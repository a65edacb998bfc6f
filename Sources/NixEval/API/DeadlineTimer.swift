import Glibc
import Synchronization

/// Raises an interruption when a time has passed, unless it is stopped before.
final class DeadlineTimer: Sendable {
  private let state: State
  private nonisolated(unsafe) var thread = pthread_t()

  /// What both threads see.
  private final class State: Sendable {
    let stopped = Atomic<Bool>(false)
    let nanoseconds: Int
    let interruption: Interruption

    init(nanoseconds: Int, interruption: Interruption) {
      self.nanoseconds = nanoseconds
      self.interruption = interruption
    }
  }

  /// How often the waiting thread looks whether it was stopped.
  private static let tick = 5_000_000

  init?(seconds: Double, interruption: Interruption) {
    state = State(nanoseconds: Int(max(0, min(seconds, 1e9)) * 1e9), interruption: interruption)
    let context = Unmanaged.passRetained(state)
    var thread = pthread_t()
    let status = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        DeadlineTimer.wait(Unmanaged<State>.fromOpaque(context).takeRetainedValue())
        return nil
      }, context.toOpaque())
    guard status == 0 else {
      context.release()
      return nil
    }
    self.thread = thread
  }

  private static func wait(_ state: State) {
    let start = now()
    while !state.stopped.load(ordering: .relaxed) {
      let left = state.nanoseconds - (now() - start)
      if left <= 0 {
        state.interruption.raise(.time)
        return
      }
      var pause = timespec(tv_sec: 0, tv_nsec: min(left, tick))
      nanosleep(&pause, nil)
    }
  }

  private static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  func stop() {
    state.stopped.store(true, ordering: .relaxed)
    pthread_join(thread, nil)
  }
}
