import CTerminal
import Glibc
import Synchronization

/// Values on their way from one thread to another that waits in poll(2).
package final class Mailbox<Value: Sendable>: Sendable {
  /// Readable while there may be values.
  let descriptor: Int32
  private let values = Mutex<[Value]>([])

  /// Nil when the process has no descriptor left.
  package init?() {
    descriptor = nixwiz_event_open()
    guard descriptor >= 0 else { return nil }
  }

  deinit { close(descriptor) }

  /// Hands over a value; `replacing` takes back those that nobody needs any more.
  package func post(_ value: Value, replacing isObsolete: (Value) -> Bool = { _ in false }) {
    values.withLock { values in
      values.removeAll(where: isObsolete)
      values.append(value)
    }
    nixwiz_event_post(descriptor)
  }

  /// Whether a value waits.
  package var isEmpty: Bool { values.withLock { $0.isEmpty } }

  /// All values that wait.
  package func takeAll() -> [Value] {
    nixwiz_event_clear(descriptor)
    return values.withLock { values in
      defer { values = [] }
      return values
    }
  }

  /// The oldest value; waits for one at most so many milliseconds, without end when negative.
  package func takeFirst(timeout: Int32 = -1) -> Value? {
    while true {
      let first = values.withLock { $0.isEmpty ? nil : $0.removeFirst() }
      if let first { return first }
      var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let count = poll(&request, 1, timeout)
      if count == 0 { return nil }
      if count > 0 { nixwiz_event_clear(descriptor) }
    }
  }
}
