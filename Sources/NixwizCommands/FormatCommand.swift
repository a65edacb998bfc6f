import ArgumentParser
import NixLanguage
import SourceText
import TreeWriter

/// `nixwiz fmt`: the formatter alone.
struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Format Nix files as nixfmt does.",
    discussion: """
      Files are rewritten in place. Without a file, or with -, standard input is formatted to \
      standard output.
      """)

  @Flag(help: "Change nothing; list the files that are not formatted and exit with 1.")
  var check = false

  @Argument(help: "The files to format.", completion: .file(extensions: ["nix"]))
  var files: [String] = []

  func run() throws {
    let names = files.isEmpty ? ["-"] : files
    var problems: [Diagnostic] = []
    var status = ExitStatus.success
    for name in names {
      do {
        if try !format(name) { status = .invalidConfiguration }
      } catch let failure as CommandFailure {
        // The other files are formatted all the same.
        problems += failure.diagnostics
        status = failure.status
      }
    }
    if status != .success { throw CommandFailure(status, problems) }
  }

  /// Formats one file; false when it was only checked and is not formatted.
  private func format(_ name: String) throws -> Bool {
    let file = try InputFile.read(name)
    let formatted: [UInt8]
    do { formatted = try NixFormatter.format(file) } catch {
      throw CommandFailure(.invalidConfiguration, error.diagnostics)
    }
    if check {
      guard formatted != file.bytes else { return true }
      Console.output.write("\(Terminal.visible(file.name))\n")
      return false
    }
    if name == "-" {
      Console.output.write(formatted)
    } else if formatted != file.bytes {
      do { try FileWriter.replace(name, with: formatted) } catch {
        throw CommandFailure(.unwritable, error.diagnostics)
      }
    }
    return true
  }
}
