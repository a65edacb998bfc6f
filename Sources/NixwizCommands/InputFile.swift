import Glibc
import SourceText

/// Reading the files that a command line names.
enum InputFile {
  /// Nothing that the program reads as a whole is larger: nixpkgs' largest file has 18 MB.
  static let maximumSize = 64 << 20

  /// The content of a file, or of standard input for `-`.
  static func read(_ path: String) throws -> SourceFile {
    guard path != "-" else {
      return SourceFile(name: "<stdin>", bytes: try bytes(of: STDIN_FILENO, name: "<stdin>"))
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw unreadable(path, errno) }
    defer { close(descriptor) }
    return SourceFile(name: path, bytes: try bytes(of: descriptor, name: path))
  }

  /// The content of a file that need not be there.
  static func readIfPresent(_ path: String) throws -> SourceFile? {
    access(path, F_OK) == 0 ? try read(path) : nil
  }

  private static func bytes(of descriptor: Int32, name: String) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw unreadable(name, errno) }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
      guard bytes.count <= maximumSize else { throw unreadable(name, EFBIG) }
    }
  }

  private static func unreadable(_ name: String, _ number: Int32) -> CommandFailure {
    CommandFailure(
      .usage, code: "cannot-read", "cannot read \(name): \(String(cString: strerror(number)))",
      fix: number == ENOENT ? "check the spelling of the path" : nil)
  }
}
