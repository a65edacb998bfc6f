import ArgumentParser

/// The flags of `nix-instantiate --eval` and `nix eval` where they overlap.
///
/// Nix has options with two values, which ArgumentParser has not; `EvalArguments.joined` makes one
/// of them before parsing.
struct EvalOptions: ParsableArguments {
  @Flag(name: [.customShort("E"), .customLong("expr")], help: "The arguments are expressions.")
  var isExpression = false

  @Option(
    name: [.customShort("A"), .customLong("attr")],
    help: ArgumentHelp("Select an attribute of the value; may be repeated.", valueName: "path"))
  var attributes: [String] = []

  @Flag(help: "Evaluate everything inside of the value.")
  var strict = false

  /// How a value is printed, unless as Nix would write it.
  enum OutputForm: EnumerableFlag {
    case json, xml, raw

    static func help(for value: OutputForm) -> ArgumentHelp? {
      switch value {
      case .json: "Print JSON; all of it has to be evaluated, which --strict sees to."
      case .xml: "Print XML."
      case .raw: "Print a string without quotes and newline."
      }
    }
  }

  @Flag(exclusivity: .chooseLast)
  var form: OutputForm?

  @Flag(name: .customLong("no-location"), help: "Leave places out of XML.")
  var noLocation = false

  @Option(
    name: .customLong("arg"),
    help: ArgumentHelp(
      "An argument for functions, as an expression.", valueName: "name> <expression"))
  var arguments: [String] = []

  @Option(
    name: .customLong("argstr"),
    help: ArgumentHelp("An argument for functions, as a string.", valueName: "name> <text"))
  var stringArguments: [String] = []

  @Option(
    name: .customLong("arg-from-file"),
    help: ArgumentHelp(
      "An argument for functions, the text of a file.", valueName: "name> <path"))
  var fileArguments: [String] = []

  @Option(
    name: .customLong("arg-from-stdin"),
    help: ArgumentHelp("An argument for functions, the text on standard input.", valueName: "name"))
  var inputArguments: [String] = []

  @Option(
    name: [.customShort("I"), .customLong("include")],
    help: ArgumentHelp("An entry of the search path; before those of NIX_PATH.", valueName: "entry")
  )
  var includes: [String] = []

  @Flag(
    name: [.customLong("parse"), .customLong("parse-only")], help: "Parse only; print the tree.")
  var parse = false

  @Flag(
    name: .customLong("show-trace"), inversion: .prefixedNo,
    help: "Show how the evaluation came to an error.")
  var showTrace = false

  @Option(
    name: .customLong("max-memory"),
    help: ArgumentHelp(
      "MiB of memory for values, 3584 at most; a quarter of the machine's unless given.",
      valueName: "number"))
  var maximumMemory: Int?

  /// For the help alone: `EvalArguments.joined` makes a setting of it, whose place among the others
  /// counts.
  @Flag(name: .customLong("impure"), help: "Let the expression depend on the machine; the default.")
  var isImpure = false

  @Option(
    name: .customLong("option"),
    help: ArgumentHelp(
      "A setting of Nix, each of which is a flag of its own too; those that do not concern "
        + "evaluation are ignored.",
      valueName: "name> <value"))
  var settings: [String] = []

  @Flag(
    name: .customLong("find-file"), help: "Print where the arguments are in the search path.")
  var findsFiles = false

  @Flag(
    name: [
      .customLong("eval"), .customLong("eval-only"), .customLong("dry-run"), .customLong("repair"),
      .customLong("read-write-mode"), .customLong("readonly-mode"), .customLong("offline"),
      .customShort("v"), .customLong("verbose"), .customLong("quiet"), .customLong("debug"),
      .customShort("Q"), .customLong("no-build-output"), .customShort("k"), .customShort("K"),
      .customLong("indirect"),
    ], help: "Accepted, as with Nix; nothing is ever written to a store.")
  var acceptedFlags: Int

  @Option(
    name: [
      .customShort("j"), .customLong("log-format"), .customLong("eval-store"),
      .customLong("add-root"),
    ], help: ArgumentHelp("Accepted, as with Nix.", valueName: "value"))
  var acceptedOptions: [String] = []

  @Argument(help: "Files; - is standard input, and none is ./default.nix.", completion: .file())
  var inputs: [String] = []

  /// How the value of an argument for functions is given.
  enum ArgumentKind: CaseIterable {
    case expression, string, file, input
  }

  /// `--arg` and its relatives, in the order of the command line.
  func namedArguments() throws -> [(kind: ArgumentKind, argument: EvalArguments.Pair)] {
    let lists: [(ArgumentKind, String, [String])] = [
      (.expression, "--arg", arguments), (.string, "--argstr", stringArguments),
      (.file, "--arg-from-file", fileArguments), (.input, "--arg-from-stdin", inputArguments),
    ]
    return try lists.flatMap { kind, option, texts in
      try texts.map { (kind, try EvalArguments.pair($0, of: option)) }
    }.sorted { $0.argument.index < $1.argument.index }
  }

  func validate() throws {
    _ = try namedArguments()
    for setting in settings { _ = try EvalArguments.pair(setting, of: "--option") }
    if isExpression, inputs.isEmpty { throw ValidationError("--expr needs an expression.") }
  }
}
