/// Nix itself, asked about many expressions at once.
struct Neighbour {
  /// A folder for the streams of processes.
  let folder: String

  /// Expressions that should give values: as many in one process as there are. A process ends with
  /// the first that fails, so that each failure costs one process more.
  ///
  /// A value is one line each: only a path with a newline in it would not be, and none is made.
  func values(of expressions: [String]) -> [Outcome] {
    var outcomes: [Outcome] = []
    while outcomes.count < expressions.count {
      let rest = expressions[outcomes.count...]
      let result = Subprocess.run(
        ["nix-instantiate", "--eval", "--strict", "--read-write-mode"]
          // A sign at the front would be an option.
          + rest.flatMap { ["--expr", $0.hasPrefix("-") ? " " + $0 : $0] }, in: folder)
      // Not by characters, of which CR and LF are one.
      let lines = result.output.utf8.split(
        separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
      ).dropLast()
      outcomes += lines.map { .value(Outcome.withoutClock(String(Substring($0)))) }
      if outcomes.count < expressions.count {
        outcomes.append(Self.failure(in: result.error) ?? .tooLarge)
      }
    }
    return outcomes
  }

  private static let mark = "trace: @@"

  /// What stands for an expression whose failure is asked for, so that places and messages with
  /// places are the same on both sides.
  static func wrapped(_ expression: String) -> String { "builtins.deepSeq (\(expression)) \"\"" }

  /// Expressions that should fail: the interactive mode goes on after an error. A trace after each
  /// expression says where its messages end.
  func failures(of expressions: [String]) -> [Outcome] {
    var input = ""
    for expression in expressions {
      input += "\(Self.wrapped(expression))\nbuiltins.trace \"@@\" \"\"\n"
    }
    let result = Subprocess.run(
      ["nix", "--extra-experimental-features", "nix-command", "repl"], input: input, in: folder)
    var outcomes: [Outcome] = []
    var text = ""
    for line in result.error.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == Self.mark {
        outcomes.append(Self.failure(in: text) ?? .value("?"))
        text = ""
      } else {
        text += line + "\n"
      }
    }
    while outcomes.count < expressions.count { outcomes.append(.tooLarge) }
    return outcomes
  }

  /// The last error of what a process wrote.
  private static func failure(in text: String) -> Outcome? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { trimmed($0) }
    guard let index = lines.lastIndex(where: { $0.hasPrefix("error: ") }) else { return nil }
    let message = Outcome.comparable(String(lines[index].dropFirst("error: ".count)))
    let place = lines[index...].first { $0.hasPrefix("at «string»:1:") }
    let column = place.flatMap { Int($0.dropFirst("at «string»:1:".count).dropLast()) }
    return .failure(message: message, column: column)
  }

  private static func trimmed(_ line: some StringProtocol) -> String {
    String(line.drop { $0 == " " })
  }
}
