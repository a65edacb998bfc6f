import CTerminal
import Glibc

/// The other end of a conversation on lines: a terminal, or the script of a test.
package protocol LineTerminal {
  /// Shows text as it is.
  mutating func write(_ text: String)
  /// Shows a prompt and waits for a line, without its end; nil when there will be none any more.
  mutating func readLine(prompt: String) -> String?
  /// The same for a secret, which is not shown while it is typed.
  mutating func readSecret(prompt: String, into secret: Secret) -> SecretLine
}

/// How the typing of a secret ended.
package enum SecretLine {
  case typed
  case tooLong
  /// There will be no line any more.
  case end
}

/// The terminal of the process. Editing a line is left to it: erasing, killing and pasting work as
/// everywhere, and a screen reader hears every line once.
package struct StandardTerminal: LineTerminal {
  /// Longer lines are cut: no answer comes near it.
  private static let maximumLength = 1 << 20
  /// Ctrl-D ends the input of a terminal for one read(2) alone. Who typed it, or hung up, is asked
  /// nothing more.
  private var isAtEnd = false

  package init() {}

  /// Whatever ends the process, also a crash while a secret is typed, finds the terminal as it was.
  package func guardSettings() { nixwiz_crash_arm(STDOUT_FILENO, nil, 0) }

  package mutating func write(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  package mutating func readLine(prompt: String) -> String? {
    if isAtEnd { return nil }
    write(prompt)
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while line.count < Self.maximumLength {
      let count = read(STDIN_FILENO, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else {
        isAtEnd = true
        write("\n")
        return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
      }
      if byte == UInt8(ascii: "\n") { break }
      line.append(byte)
    }
    return String(decoding: line, as: UTF8.self)
  }

  package mutating func readSecret(prompt: String, into secret: Secret) -> SecretLine {
    if isAtEnd { return .end }
    let result = secret.fill { room in
      nixwiz_secret_read(STDIN_FILENO, STDOUT_FILENO, prompt, room.baseAddress, room.count)
    }
    if result >= 0 { return .typed }
    isAtEnd = result == nixwiz_secret_end
    return result == nixwiz_secret_too_long ? .tooLong : .end
  }
}
