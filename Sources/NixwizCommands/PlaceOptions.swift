import ArgumentParser
import TreeWriter

/// Where a flake goes, and what it is made with and checked against.
struct PlaceOptions: ParsableArguments {
  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder of the flake.", valueName: "dir"),
    completion: .directory)
  var output = Self.standard

  /// Where a flake goes unless said otherwise.
  static let standard = "nixos-config"

  @OptionGroup var host: HostOption

  @OptionGroup var sources: SourceOptions

  var templates: String? { sources.templates }
  var nixpkgs: String? { sources.nixpkgs }
}

/// Which host of a flake with several.
struct HostOption: ParsableArguments {
  @Option(
    name: .customLong("host"),
    help: ArgumentHelp(
      "The host of the flake; the one of this machine unless given.",
      discussion: "A name that the flake does not have adds a host to it.", valueName: "name"))
  var name: String?
}

extension WriteFailure {
  /// Failures of the writer as those of a command.
  static func asCommandFailure<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let failure as WriteFailure {
      throw CommandFailure(.unwritable, failure.diagnostics)
    }
  }
}
