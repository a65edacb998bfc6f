import ArgumentParser

/// Command lines of Nix, made fit for ArgumentParser.
enum EvalArguments {
  /// Between the two values of one option.
  static let separator: Character = "\u{1f}"

  private static let pairs: Set<String> = ["--arg", "--argstr", "--arg-from-file", "--option"]

  /// Two values of one option, and where on the command line it stood.
  struct Pair {
    let name: String
    let value: String
    let index: Int
  }

  /// Flags that are settings in Nix and have a help text of their own here.
  private static let ownFlags: Set<String> = ["--show-trace", "--no-show-trace"]

  /// Joins the two values that follow some options: `--arg a 1` becomes `--arg=3␟a␟1` when it is the
  /// argument number three; and makes settings of the flags that Nix has for them: `--pure-eval`
  /// becomes `--option=3␟--pure-eval␟true`, whose dashes say that a bad value is an error.
  static func joined(_ arguments: [String]) -> [String] {
    guard let command = arguments.firstIndex(of: "eval"),
      arguments[..<command].allSatisfy({ $0.hasPrefix("-") })
    else { return arguments }
    var out: [String] = []
    var index = 0
    while index < arguments.count {
      let argument = arguments[index]
      if argument == "--" { return out + arguments[index...] }
      if pairs.contains(argument), index + 2 < arguments.count {
        out.append(
          join(argument, index, arguments[index + 1], arguments[index + 2]))
        index += 3
      } else if argument == "--arg-from-stdin", index + 1 < arguments.count {
        out.append(join(argument, index, arguments[index + 1], ""))
        index += 2
      } else if argument == "--impure" {
        out.append(join("--option", index, "--pure-eval", "false"))
        index += 1
      } else if !ownFlags.contains(argument),
        let (name, value, usesNext) = NixSettings.assignment(
          of: argument, next: arguments.dropFirst(index + 1).first)
      {
        out.append(join("--option", index, "--\(name)", value))
        index += usesNext ? 2 : 1
      } else {
        out.append(argument)
        index += 1
      }
    }
    return out
  }

  private static func join(
    _ option: String, _ index: Int, _ name: String, _ value: String
  ) -> String {
    "\(option)=\(index)\(separator)\(name)\(separator)\(value)"
  }

  /// The two values again.
  static func pair(_ joined: String, of option: String) throws -> Pair {
    let parts = joined.split(separator: separator, maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let index = Int(parts[0]) else {
      throw ValidationError("\(option) needs a name and a value.")
    }
    return Pair(name: String(parts[1]), value: String(parts[2]), index: index)
  }
}
