import Glibc
import TestSupport

/// The built program, run as its users run it.
struct Program {
  /// Beside the test bundle.
  static let path: String = {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    let own = String(decoding: buffer[..<max(0, count)], as: UTF8.self)
    return own.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/nixwiz"
  }()

  /// How a run ended and what it wrote.
  struct Result {
    /// The exit status; 128 and the number of the signal for a killed process.
    var status: Int32
    var outputBytes: [UInt8]
    var errorBytes: [UInt8]

    var output: String { String(decoding: outputBytes, as: UTF8.self) }
    var error: String { String(decoding: errorBytes, as: UTF8.self) }
  }

  /// Runs the program, with a small fixed environment and without a terminal.
  static func run(
    _ arguments: String..., input: String = "", environment: [String: String] = [:],
    in folder: String = "/"
  ) -> Result {
    run(arguments: arguments, input: input, environment: environment, in: folder)
  }

  static func run(
    executable: String = path, arguments: [String], input: String = "",
    environment: [String: String] = [:], in folder: String = "/"
  ) -> Result {
    Fixture.withTemporaryFolder(in: Fixture.memory) { scratch in
      Fixture.write(Array(input.utf8), to: "\(scratch)/in")
      var variables = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": scratch, "TZ": "UTC"]
      variables.merge(environment) { _, given in given }
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      defer { posix_spawn_file_actions_destroy(&actions) }
      posix_spawn_file_actions_addopen(&actions, 0, "\(scratch)/in", O_RDONLY, 0)
      let write = O_WRONLY | O_CREAT
      posix_spawn_file_actions_addopen(&actions, 1, "\(scratch)/out", write, 0o600)
      posix_spawn_file_actions_addopen(&actions, 2, "\(scratch)/err", write, 0o600)
      var process = pid_t()
      // env(1) changes the folder: the call that would is not in Swift's Glibc module.
      let spawned = withCStrings(["env", "-C", folder, executable] + arguments) { words in
        withCStrings(variables.map { "\($0.key)=\($0.value)" }) { variables in
          posix_spawn(&process, "/usr/bin/env", &actions, nil, words, variables)
        }
      }
      guard spawned == 0 else {
        return Result(status: -1, outputBytes: [], errorBytes: Array("spawn: \(spawned)".utf8))
      }
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0, errno == EINTR {}
      let signal = status & 0x7f
      return Result(
        status: signal == 0 ? (status >> 8) & 0xff : 128 + signal,
        outputBytes: Fixture.bytes(at: "\(scratch)/out") ?? [],
        errorBytes: Fixture.bytes(at: "\(scratch)/err") ?? [])
    }
  }

  /// A NULL-terminated array of C strings.
  private static func withCStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let pointers = strings.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
  }
}
