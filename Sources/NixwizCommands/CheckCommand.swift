import ArgumentParser
import FlakeCheck
import HostModel
import SourceText

/// `nixwiz check`: judges any flake or configuration, ours or not.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check whether a flake of NixOS configurations evaluates.",
    discussion: """
      Without --nixpkgs it is evaluated against built-in facts about the options and packages of \
      nixpkgs: offline, in milliseconds. With it every system is evaluated in full.
      """)

  @Argument(help: "The folder of the flake; the current one unless given.", completion: .directory)
  var folder = "."

  @Option(
    help: ArgumentHelp(
      "Evaluate the whole systems against this nixpkgs source tree.", valueName: "path"),
    completion: .directory)
  var nixpkgs: String?

  @Option(
    help: ArgumentHelp(
      "Facts of another nixpkgs, from facts extract, instead of the built-in ones.",
      valueName: "dir"),
    completion: .directory)
  var facts: String?

  @Option(help: ArgumentHelp("Check this host alone; may be repeated.", valueName: "name"))
  var host: [String] = []

  @Option(
    help: ArgumentHelp("Where an input lies on this machine.", valueName: "input=path"))
  var overrideInput: [String] = []

  @Flag(help: "Print the report as JSON.")
  var json = false

  func run() throws {
    let (tree, problems) = TreeLoader.load(try TreeCheck.absolute(folder))
    guard !problems.contains(where: { $0.severity == .error }) else {
      throw CommandFailure(.usage, problems)
    }
    let report = try TreeCheck(facts: try facts.map(TreeCheck.facts) ?? .embedded).run(
      tree, nixpkgs: nixpkgs, hosts: host, inputs: try inputs())
    Console.error.write(problems + report.findings)
    if json {
      Console.output.write(CheckJSON.document(report))
    } else {
      Console.output.write(CheckText(report).text)
    }
    if !report.accepted { throw CommandFailure(.invalidConfiguration) }
  }

  private func inputs() throws -> [String: String] {
    var inputs: [String: String] = [:]
    for override in overrideInput {
      let parts = override.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw CommandFailure(
          .usage, code: "bad-override", "--override-input \(override) is not INPUT=PATH")
      }
      inputs[parts[0]] = try TreeCheck.absolute(parts[1])
    }
    return inputs
  }
}
