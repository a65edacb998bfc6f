import CCrypt
import CTerminal
import Glibc
import Synchronization

/// A password that is being typed: in one place of memory, which is overwritten when it is done with.
///
/// A reference on purpose: copies of the state of the wizard must not be copies of the password.
package final class Secret: Sendable {
  /// Longer ones are refused by crypt(3).
  static let maximumBytes = 511

  /// A page of its own, which is neither swapped nor dumped, and never moves.
  ///
  /// It may go from thread to thread: nobody else has its address.
  private struct Page: ~Copyable, @unchecked Sendable {
    /// Empty where there is no memory: then nothing can be typed.
    let buffer: UnsafeMutableBufferPointer<UInt8>
    var count = 0

    init() {
      // Room for a NUL behind it.
      let base = nixwiz_secret_open(maximumBytes + 1)
      buffer = UnsafeMutableBufferPointer(start: base, count: base == nil ? 0 : maximumBytes + 1)
    }

    deinit {
      if let base = buffer.baseAddress { nixwiz_secret_close(base, buffer.count) }
    }

    var bytes: Slice<UnsafeMutableBufferPointer<UInt8>> { buffer[..<count] }

    mutating func wipe() {
      if let base = buffer.baseAddress { nixwiz_secret_wipe(base, buffer.count) }
      count = 0
    }
  }

  private let page = Mutex(Page())

  package init() {}

  /// From now on no core of the process is written, which could hold a password or parts of one.
  package static func protectMemory() { nixwiz_forbid_dumps() }

  /// Adds a character; false when there is no room for it.
  @discardableResult
  package func append(_ character: Character) -> Bool {
    page.withLock { page in
      guard page.count + character.utf8.count < page.buffer.count else { return false }
      for byte in character.utf8 {
        page.buffer[page.count] = byte
        page.count += 1
      }
      return true
    }
  }

  package func deleteBackward() {
    page.withLock { page in
      // The bytes that continue a character are 0b10xxxxxx.
      while page.count > 0 {
        page.count -= 1
        let last = page.buffer[page.count]
        page.buffer[page.count] = 0
        if last & 0xc0 != 0x80 { return }
      }
    }
  }

  /// Overwrites the password.
  package func wipe() { page.withLock { $0.wipe() } }

  /// Lets `body` put the password in place; it gives the number of bytes, or a negative number,
  /// which is handed on, and leaves none.
  func fill(_ body: (_ room: UnsafeMutableBufferPointer<UInt8>) -> Int) -> Int {
    page.withLock { page in
      page.wipe()
      let room = UnsafeMutableBufferPointer(rebasing: page.buffer.dropLast())
      let count = body(room)
      page.count = max(0, min(count, room.count))
      return count
    }
  }

  /// How many characters it has.
  package var count: Int { page.withLock { $0.bytes.count { $0 & 0xc0 != 0x80 } } }

  package var isEmpty: Bool { page.withLock { $0.count == 0 } }

  package func equals(_ other: Secret) -> Bool {
    if other === self { return true }
    return page.withLock { mine in other.page.withLock { mine.bytes.elementsEqual($0.bytes) } }
  }

  /// The password itself, for the moment in which its owner wants to see it.
  package var shown: String { page.withLock { String(decoding: $0.bytes, as: UTF8.self) } }

  /// The hash for /etc/shadow by yescrypt, with a salt of its own; about 20 ms. Nil when crypt(3)
  /// cannot.
  package func hash() -> String? {
    page.withLock { page in
      guard page.count < page.buffer.count, !page.bytes.contains(0) else { return nil }
      page.buffer[page.count] = 0
      var hash = [CChar](repeating: 0, count: 512)
      let done = page.buffer.withMemoryRebound(to: CChar.self) { password in
        nixwiz_hash_password(password.baseAddress, &hash, UInt(hash.count))
      }
      guard done == 1 else { return nil }
      return hash.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } }
    }
  }

  /// A word about its strength; a hint, never a refusal.
  package var strength: String {
    page.withLock { page in
      let bytes = page.bytes
      let kinds = Set(bytes.map(Self.kind)).count
      let different = Set(bytes).count
      // Bits that a guesser has to go through when the characters are picked by chance.
      let alphabet = [0, 26, 52, 62, 94][min(kinds, 4)]
      let bits = Double(min(bytes.count, different * 2)) * log2(Double(max(alphabet, 2)))
      switch bits {
      case ..<28: return "weak: guessed in seconds"
      case ..<50: return "fair: longer is better than stranger"
      default: return "good"
      }
    }
  }

  private static func kind(_ byte: UInt8) -> Int {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): 0
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): 1
    case UInt8(ascii: "0")...UInt8(ascii: "9"): 2
    default: 3
    }
  }
}

/// A password that is typed twice.
package struct PasswordEntry: Sendable {
  package let title: String
  package let first = Secret()
  package let second = Secret()
  package var isSecond = false
  package var isShown = false
  package var isHashing = false
  package var problem: String?
  package let returnsTo: Row.Kind

  package init(title: String, returnsTo: Row.Kind) {
    self.title = title
    self.returnsTo = returnsTo
  }

  /// The one that is being typed.
  var current: Secret { isSecond ? second : first }

  func wipe() {
    first.wipe()
    second.wipe()
  }
}
