import Glibc
import Synchronization

/// The stack that evaluation runs on: a thread of its own with up to 4 GiB of address space.
///
/// Evaluation recurses as deeply as the expression asks for. The pages are reserved, not used:
/// 10,000 nested calls touch a few megabytes, a chain of a million thunks some hundreds. Before the
/// end is reached, `Evaluator.checkStack` throws.
struct EvaluationStack {
  /// Stack sizes to try, largest first: address space may be limited (`ulimit -v`, containers).
  private static let sizes = [4 << 30, 1 << 30, 256 << 20, 64 << 20, 8 << 20]

  /// Left for what runs without a check: library functions, and the error's own way out.
  private static let reserve: UInt = 512 << 10

  let memory: UnsafeMutableRawPointer
  let size: Int

  /// The lowest address that evaluation may reach.
  var limit: UInt { UInt(bitPattern: memory) + Self.reserve }

  init?() {
    for size in Self.sizes {
      let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK
      let memory = mmap(nil, size, PROT_READ | PROT_WRITE, flags, -1, 0)
      if let memory, memory != MAP_FAILED {
        self.memory = memory
        self.size = size
        return
      }
    }
    return nil
  }

  func unmap() { munmap(memory, size) }

  /// Work for the thread and room for its result.
  private final class Job {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
  }

  /// Runs `body` on this stack, in a thread of its own, and waits for it.
  func run(_ body: () -> Void) {
    // The caller waits, so nothing runs at the same time and `body` does not escape.
    withoutActuallyEscaping(body) { body in
      var attributes = pthread_attr_t()
      pthread_attr_init(&attributes)
      pthread_attr_setstack(&attributes, memory, size)
      defer { pthread_attr_destroy(&attributes) }
      let job = Unmanaged.passRetained(Job(body))
      var thread = pthread_t()
      let status = pthread_create(
        &thread, &attributes,
        { context in
          guard let context else { return nil }
          let job = Unmanaged<Job>.fromOpaque(context).takeRetainedValue()
          job.body()
          return nil
        }, job.toOpaque())
      guard status == 0 else {
        // No thread to be had: the caller's own stack, with the limit that belongs to it.
        job.takeRetainedValue().body()
        return
      }
      pthread_join(thread, nil)
    }
  }
}

extension Evaluator {
  /// Runs `body` where evaluation may recurse deeply. Entry points call this; nested calls run
  /// where they are.
  package func onEvaluationStack<Result>(_ body: () throws -> Result) throws(EvaluationFailure)
    -> Result
  {
    if stack != nil {
      do { return try body() } catch { throw export(error) }
    }
    guard let stack = EvaluationStack() else {
      throw export(failure("no address space for the stack of the evaluation"))
    }
    defer { stack.unmap() }
    self.stack = stack
    callDepth = 0
    interruption.setStackLimit(stack.limit)
    let deadline = settings.timeLimit.flatMap {
      DeadlineTimer.shared.start(seconds: $0, interruption)
    }
    var result: Swift.Result<Result, any Error>?
    stack.run { result = Swift.Result { try body() } }
    if let deadline { DeadlineTimer.shared.stop(deadline) }
    self.stack = nil
    switch result {
    case .success(let value):
      // Strings are not copied to their end any more once something was raised.
      guard interruption.raised == .none else { throw export(stackFailure()) }
      return value
    case .failure(let error): throw export(error)
    case nil: throw export(failure("the evaluation did not run"))
    }
  }

  /// Whether evaluation may go deeper; called before every recursion that the program controls.
  @inline(__always) func checkStack() throws {
    if _slowPath(
      currentStackAddress() < interruption.stackLimit.load(ordering: .relaxed))
    {
      throw stackFailure()
    }
  }

  /// Bytes of stack that evaluation may still use, for what is bounded beforehand.
  var remainingStack: Int {
    let limit = interruption.stackLimit.load(ordering: .relaxed)
    return Int(bitPattern: currentStackAddress()) - Int(bitPattern: limit)
  }

  /// The same for loops that call nothing which looks, once in 4,096 steps: the length of a list or a
  /// text is the program's choice, and whoever cancels waits no longer than some milliseconds.
  @inline(__always) func checkpoint(_ step: Int) throws {
    if step & 0xfff == 0 { try checkStack() }
  }

  /// Whether evaluation must stop, for readers that know nothing of evaluators.
  var isInterrupted: @Sendable () -> Bool {
    let interruption = interruption
    return { interruption.raised != .none }
  }

  @inline(never) func stackFailure() -> EvalError {
    let reason = interruption.raised
    return switch reason {
    case .none:
      EvalError(.stackOverflow, EvaluationFailure.endOfStack)
    case .cancelled: EvalError(.interrupted(reason), "the evaluation was cancelled")
    case .memory:
      EvalError(
        .interrupted(reason),
        "the evaluation needs more than its limit of \(arena.limit >> 20) MiB of memory")
    case .time:
      EvalError(
        .interrupted(reason),
        "the evaluation took longer than its limit of \(settings.timeLimit ?? 0) seconds")
    case .steps: callLimitFailure()
    }
  }

  @inline(never) func callLimitFailure() -> EvalError {
    EvalError(
      .interrupted(.steps),
      "the evaluation made more than its limit of \(settings.callLimit ?? 0) calls")
  }

  /// Checks that an object whose size the program chose fits in the memory limit.
  @inline(__always) func reserve(bytes: Int) throws {
    if _slowPath(bytes > 1 << 20) && !arena.allows(bytes) {
      interruption.raise(.memory)
      throw stackFailure()
    }
  }
}
