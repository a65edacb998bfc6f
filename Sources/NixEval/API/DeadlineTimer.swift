import Glibc

/// Raises interruptions when their time has passed.
///
/// One thread waits for all of them, from the first evaluation with a limit on: starting a thread for each
/// took a twentieth of a check after another answer, and ending it had to wait until it woke.
///
/// `@unchecked Sendable`: what changes is used only with `mutex` locked.
final class DeadlineTimer: @unchecked Sendable {
  static let shared = DeadlineTimer()

  /// An evaluation that has to end in time; given back to `stop`.
  struct Deadline: Hashable {
    fileprivate let number: Int
  }

  private struct Pending {
    /// In nanoseconds of the monotonic clock.
    let time: Int
    let interruption: Interruption
  }

  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let isEarlier = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var pending: [Deadline: Pending] = [:]
  private var nextNumber = 0
  private var isRunning = false
  /// When the thread looks again.
  private var wakeUp = Int.max

  private init() {
    pthread_mutex_init(mutex, nil)
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(isEarlier, &attributes)
    pthread_condattr_destroy(&attributes)
  }

  /// Raises the interruption after some seconds, unless it is stopped before. Nil where there is no
  /// thread to be had.
  func start(seconds: Double, _ interruption: Interruption) -> Deadline? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    guard isRunning || run() else { return nil }
    let deadline = Deadline(number: nextNumber)
    nextNumber += 1
    let time = Self.now() + Int(max(0, min(seconds, 1e9)) * 1e9)
    pending[deadline] = Pending(time: time, interruption: interruption)
    if time < wakeUp { pthread_cond_signal(isEarlier) }
    return deadline
  }

  /// After this the interruption is not raised any more.
  func stop(_ deadline: Deadline) {
    pthread_mutex_lock(mutex)
    pending[deadline] = nil
    pthread_mutex_unlock(mutex)
  }

  /// Starts the thread, which ends with the process.
  private func run() -> Bool {
    var thread = pthread_t()
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    pthread_attr_setstacksize(&attributes, 256 << 10)
    isRunning =
      pthread_create(
        &thread, &attributes,
        { _ in
          DeadlineTimer.shared.wait()
        }, nil) == 0
    return isRunning
  }

  private func wait() -> Never {
    pthread_mutex_lock(mutex)
    while true {
      let now = Self.now()
      for (deadline, waiting) in pending where waiting.time <= now {
        waiting.interruption.raise(.time)
        pending[deadline] = nil
      }
      wakeUp = pending.values.map(\.time).min() ?? .max
      guard wakeUp < .max else {
        pthread_cond_wait(isEarlier, mutex)
        continue
      }
      var time = timespec(tv_sec: wakeUp / 1_000_000_000, tv_nsec: wakeUp % 1_000_000_000)
      pthread_cond_timedwait(isEarlier, mutex, &time)
    }
  }

  private static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
