import CCrypt
import Glibc
import Synchronization

/// A password that is being typed: in one place of memory, which is overwritten when it is done with.
///
/// A reference on purpose: copies of the state of the wizard must not be copies of the password.
package final class Secret: Sendable {
  /// Longer ones are refused by crypt(3).
  static let maximumBytes = 511

  /// Room for all bytes and a NUL, so that the buffer never moves.
  private let bytes = Mutex<[UInt8]>(
    Array(unsafeUninitializedCapacity: maximumBytes + 1) { _, count in count = 0 })

  package init() {}

  deinit { wipe() }

  /// Adds a character; false when there is no room for it.
  @discardableResult
  package func append(_ character: Character) -> Bool {
    bytes.withLock { bytes in
      guard bytes.count + character.utf8.count <= Self.maximumBytes else { return false }
      for byte in character.utf8 { bytes.append(byte) }
      return true
    }
  }

  package func deleteBackward() {
    bytes.withLock { bytes in
      // The bytes that continue a character are 0b10xxxxxx.
      while let last = bytes.popLast(), last & 0xc0 == 0x80 {}
    }
  }

  /// Overwrites the password.
  package func wipe() {
    bytes.withLock { bytes in
      bytes.withUnsafeMutableBufferPointer { buffer in
        if let base = buffer.baseAddress { nixwiz_wipe(base, UInt(Self.maximumBytes)) }
      }
      bytes.removeAll(keepingCapacity: true)
    }
  }

  /// How many characters it has.
  package var count: Int { bytes.withLock { $0.count { $0 & 0xc0 != 0x80 } } }

  package var isEmpty: Bool { bytes.withLock { $0.isEmpty } }

  package func equals(_ other: Secret) -> Bool {
    let mine = bytes.withLock { $0 }
    return other.bytes.withLock { $0 == mine }
  }

  /// The password itself, for the moment in which its owner wants to see it.
  package var shown: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }

  /// The hash for /etc/shadow by yescrypt, with a salt of its own; about 20 ms. Nil when crypt(3)
  /// cannot.
  package func hash() -> String? {
    bytes.withLock { bytes in
      bytes.append(0)
      defer { bytes.removeLast() }
      var hash = [CChar](repeating: 0, count: 512)
      let done = bytes.withUnsafeBytes { password in
        nixwiz_hash_password(
          password.bindMemory(to: CChar.self).baseAddress, &hash, UInt(hash.count))
      }
      guard done == 1 else { return nil }
      return hash.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } }
    }
  }

  /// A word about its strength; a hint, never a refusal.
  package var strength: String {
    bytes.withLock { bytes in
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
