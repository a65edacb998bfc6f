import CTerminal
import Glibc

/// A program that gets the terminal until it ends.
enum TerminalGuest {
  /// Runs it: its exit status, 128 and the signal that ended it, or -1 when it cannot be started.
  ///
  /// - Parameter words: the path of the program, and its arguments.
  static func run(_ words: [String]) -> Int32 {
    let pointers = words.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    return nixwiz_run_program(pointers)
  }
}
