import ArgumentParser
import FlakeCheck
import Glibc
import HostModel
import NixFlakes
import SourceText

/// `nixwiz check`: judges any flake or configuration, ours or not.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Validate a flake or configuration.",
    discussion: """
      Without --nixpkgs the configuration is evaluated against built-in facts about nixpkgs: \
      offline, in milliseconds. With it every system is evaluated in full.
      """)

  @Argument(help: "The folder of the flake or configuration.", completion: .directory)
  var folder = "."

  @Option(help: "A nixpkgs source tree, to evaluate the systems in full.", completion: .directory)
  var nixpkgs: String?

  @Option(help: "Check only this host; may be given several times.")
  var host: [String] = []

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("Where an input lies on this machine.", valueName: "input=path"))
  var overrideInput: [String] = []

  @Flag(help: "Print the report as JSON.")
  var json = false

  func run() throws {
    var options = FlakeChecker.Options()
    options.nixpkgs = try nixpkgs.map(Self.absolute)
    options.hosts = host
    for override in overrideInput {
      let parts = override.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw CommandFailure(
          .usage, code: "bad-override", "'\(override)' is not of the form INPUT=PATH")
      }
      options.inputs[parts[0]] = try Self.absolute(parts[1])
    }
    let (tree, problems) = TreeLoader.load(folder)
    var report = FlakeChecker().check(tree, options: options)
    report.findings = problems + report.findings
    if json {
      Console.output.write(CheckJSON.document(report))
    } else {
      Console.error.write(report.findings)
      Console.output.write(Self.summary(report))
    }
    guard report.accepted else { throw CommandFailure(.invalidConfiguration) }
    let warnings = report.findings.count { $0.severity == .warning }
    if !json, warnings > 0 {
      Console.error.write("warning: \(warnings) finding\(warnings == 1 ? "" : "s") to look at\n")
    }
  }

  /// What was looked at, and how deeply.
  private static func summary(_ report: CheckReport) -> String {
    let errors = report.findings.count { $0.severity == .error }
    var out = ""
    for host in report.hosts {
      out += Terminal.visible(host.name) + (host.toplevel.map { " \($0)" } ?? "") + "\n"
    }
    let verdict = report.accepted ? "accepted" : "\(errors) error\(errors == 1 ? "" : "s")"
    return out + "\(verdict) (depth: \(report.depth.rawValue))\n"
  }

  private static func absolute(_ path: String) throws -> String {
    guard let resolved = realpath(path, nil) else {
      throw CommandFailure(
        .usage, code: "unreadable", "\(path): \(String(cString: strerror(errno)))")
    }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
