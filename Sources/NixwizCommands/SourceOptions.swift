import ArgumentParser

/// What a flake is made with and checked against.
struct SourceOptions: ParsableArguments {
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
