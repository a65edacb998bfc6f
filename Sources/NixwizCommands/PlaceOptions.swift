import ArgumentParser
import TreeWriter

/// Where a flake goes, and what it is made with and checked against.
struct PlaceOptions: ParsableArguments {
  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder of the flake.", valueName: "dir"),
    completion: .directory)
  var output = "nixos-config"

  @Option(
    help: ArgumentHelp("Templates that replace built-in ones of the same name.", valueName: "dir"),
    completion: .directory)
  var templates: String?

  @Option(
    help: ArgumentHelp(
      "Evaluate the whole system against this nixpkgs source tree.", valueName: "path"),
    completion: .directory)
  var nixpkgs: String?
}

extension WriteFailure {
  /// Failures of the writer as those of a command.
  static func asCommandFailure<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let failure as WriteFailure {
      throw CommandFailure(.unwritable, failure.diagnostics)
    }
  }
}
