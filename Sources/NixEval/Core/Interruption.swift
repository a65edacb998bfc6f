import CLinux
import Synchronization

/// Stops an evaluation from outside: by cancelling, by a limit, or because the stack ends.
///
/// The evaluator compares its stack pointer with one number before it goes deeper (one load and
/// one compare). Raising an interruption sets that number to the highest address, so that the very
/// next check takes the slow path and throws. May be used from any thread.
package final class Interruption: Sendable {
  /// Why an evaluation has to stop.
  package enum Reason: UInt8, Sendable {
    case none
    case cancelled
    case memory
    case time
    case steps
  }

  /// The lowest stack address evaluation may reach.
  let stackLimit = Atomic<UInt>(0)
  private let reason = Atomic<UInt8>(Reason.none.rawValue)

  /// Makes a running evaluation stop soon. The first reason stays.
  package func raise(_ reason: Reason) {
    _ = self.reason.compareExchange(
      expected: Reason.none.rawValue, desired: reason.rawValue, ordering: .relaxed)
    stackLimit.store(UInt.max, ordering: .relaxed)
  }

  /// Stops the evaluation from another thread.
  package func cancel() { raise(.cancelled) }

  /// Why evaluation must stop, `.none` while it need not.
  package var raised: Reason { Reason(rawValue: reason.load(ordering: .relaxed)) ?? .none }

  /// Sets the end of the stack, unless something was raised.
  func setStackLimit(_ address: UInt) {
    stackLimit.store(raised == .none ? address : UInt.max, ordering: .relaxed)
  }
}

/// Roughly the current stack pointer. Any Swift way to it takes the address of a variable, for which
/// the compiler guards the stack frame: in the functions of the tree walk, 5 % of their time.
@inline(__always) func currentStackAddress() -> UInt { nixwiz_stack_address() }
