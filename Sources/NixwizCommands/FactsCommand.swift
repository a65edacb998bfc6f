import ArgumentParser
import FlakeCheck
import NixEval
import SourceText
import TreeWriter

/// `nixwiz facts`: what the check knows of nixpkgs, made from a nixpkgs.
struct FactsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "facts",
    abstract: "Make the facts that check uses from another nixpkgs.",
    subcommands: [Extract.self])

  struct Extract: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "extract",
      abstract: "Read options, packages and aliases out of a nixpkgs source tree.",
      discussion: """
        Takes some minutes and 2 GB of memory, needs no network, and gives the same tables each time. \
        Then nixwiz check --facts DIR checks a flake against that nixpkgs.
        """)

    @Option(
      help: ArgumentHelp("The source tree of nixpkgs to read.", valueName: "path"),
      completion: .directory)
    var nixpkgs: String

    @Option(
      help: ArgumentHelp("The folder for the tables, made unless it exists.", valueName: "dir"),
      completion: .directory)
    var output: String?

    @Option(
      help: ArgumentHelp(
        "Write this table alone to standard output: \(tableNames).", valueName: "name"))
    var table: String?

    private static let tableNames = FactSource.Table.allCases.map(\.name).joined(separator: ", ")

    func validate() throws {
      guard (output == nil) != (table == nil) else {
        throw ValidationError("Name either --output or --table.")
      }
      if let table, FactSource.Table(name: table) == nil {
        throw ValidationError("There is no table '\(table)'; there are \(Self.tableNames).")
      }
    }

    func run() throws {
      let source = try TreeCheck.sourceTree(nixpkgs)
      let line = ProgressLine()
      let result: FactExtraction.Result
      do {
        result = try FactExtraction(nixpkgs: source) { line.show($0.text) }.run()
      } catch {
        line.clear()
        throw CommandFailure(
          .invalidConfiguration, code: "cannot-extract",
          "\(nixpkgs) does not evaluate: \(error.message)",
          fix: "name an unchanged source tree of a release of nixpkgs from 23.05 on")
      }
      line.clear()
      if let table = table.flatMap(FactSource.Table.init(name:)) {
        Console.output.write(result.facts.text(of: table))
      } else if let output {
        do { try FileWriter.write(FactFolder.files(of: result.facts), into: output) } catch {
          throw CommandFailure(.unwritable, error.diagnostics)
        }
      }
      report(result)
    }

    private func report(_ result: FactExtraction.Result) {
      let counts = FactSource.Table.allCases.filter { $0 != .about }.map {
        "\(result.facts.rows[$0]?.count ?? 0) \($0.name)"
      }
      Console.error.write(
        "nixpkgs \(Terminal.visible(result.release)): \(counts.joined(separator: ", "))\n")
      guard !result.skipped.isEmpty else { return }
      let first = result.skipped.prefix(5).map {
        Diagnostic.Note("\($0.name): \($0.reason.prefix { $0 != "\n" })")
      }
      Console.error.write([
        Diagnostic(
          .note, code: "parts-skipped",
          "\(result.skipped.count) parts do not evaluate and are described as far as they do",
          notes: first)
      ])
    }
  }
}

extension FactExtraction.Progress {
  /// One line for people.
  fileprivate var text: String {
    "\(stage.rawValue): \(total == 0 ? 0 : 100 * done / total) %"
  }
}

/// A line on the terminal that changes while something is done; nothing where nobody watches.
private final class ProgressLine {
  private var shown = ""

  func show(_ text: String) {
    guard Console.error.isTerminal, Console.variable("TERM") != "dumb", text != shown else {
      return
    }
    shown = text
    Console.error.write("\r\u{1b}[K\(text)")
  }

  func clear() {
    if !shown.isEmpty { Console.error.write("\r\u{1b}[K") }
    shown = ""
  }
}
