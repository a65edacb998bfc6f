import ArgumentParser
import Glibc

/// The whole program: parses the command line, runs the command and ends the process with one of
/// the statuses of `ExitStatus`.
package enum NixwizProgram {
  /// The command that the arguments mean.
  ///
  /// ArgumentParser reflects on all commands of the tree before it looks at an argument, which takes
  /// as long as the whole probe. So `probe` is parsed alone; whatever is not in order with its
  /// arguments, help included, the whole tree tells.
  private static func command(of arguments: [String]) throws -> any ParsableCommand {
    if arguments.first == ProbeCommand.configuration.commandName,
      let command = try? ProbeCommand.parse(Array(arguments.dropFirst()))
    {
      return command
    }
    return try NixwizCommand.parseAsRoot(arguments)
  }

  /// Runs the command that the process was started with; does not return.
  package static func run() -> Never {
    // A reader that goes away (`nixwiz eval … | head`) ends the program quietly, also when the
    // parent process handed SIGPIPE down as ignored.
    signal(SIGPIPE, SIG_DFL)
    do {
      let arguments = EvalArguments.joined(Array(CommandLine.arguments.dropFirst()))
      var command = try command(of: arguments)
      try command.run()
      exit(ExitStatus.success.rawValue)
    } catch let failure as CommandFailure {
      failure.report()
      exit(failure.status.rawValue)
    } catch {
      // What is left comes from ArgumentParser: help and version, or a usage error.
      let text = NixwizCommand.fullMessage(for: error)
      guard NixwizCommand.exitCode(for: error).isSuccess else {
        Console.error.write(text + "\n")
        exit(ExitStatus.usage.rawValue)
      }
      Console.output.write(text + "\n")
      exit(ExitStatus.success.rawValue)
    }
  }
}
