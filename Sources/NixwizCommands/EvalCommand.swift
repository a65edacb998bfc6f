import ArgumentParser
import Glibc
import NixEval
import NixFlakes
import SourceText

/// `nixwiz eval`: the evaluator alone.
struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Evaluate Nix expressions as nix-instantiate --eval does.",
    discussion: "Nothing is built, fetched or written; errors have the wording of Nix.")

  @OptionGroup var options: EvalOptions

  func run() throws {
    let run = try EvalRun(options: options)
    if options.findsFiles { try run.findFiles() } else { try run.evaluateInputs() }
  }
}

/// One evaluator for all arguments of a command line.
private struct EvalRun {
  let options: EvalOptions
  private let evaluator: Evaluator
  private let folder: String

  init(options: EvalOptions) throws {
    self.options = options
    folder = Self.workingFolder
    evaluator = Evaluator(
      settings: try EvalSettings.make(options, folder: folder),
      extraBuiltins: GetFlake.builtins)
    // It goes with the process, which gives all memory back at once.
    _ = Unmanaged.passRetained(evaluator)
  }

  /// Prints where the arguments are in the search path.
  func findFiles() throws {
    // Standard input is no name.
    for name in options.inputs where name != "-" {
      do throws(EvaluationFailure) {
        Console.output.write(try evaluator.findFile(name) + "\n")
      } catch {
        throw failed(error)
      }
    }
  }

  /// Evaluates the arguments and prints what was asked for: standard input first, as Nix does, and
  /// once however often it is named.
  func evaluateInputs() throws {
    do {
      // Also where they are not used they must be expressions.
      let arguments = try arguments()
      if options.inputs.contains("-") {
        let text = try InputFile.read("-").bytes
        try evaluate(text, name: "«stdin»", arguments)
      }
      for input in options.inputs.isEmpty ? ["./default.nix"] : options.inputs where input != "-" {
        if options.isExpression {
          try evaluate(Array(input.utf8), name: "«string»", arguments)
        } else {
          try evaluateFile(try file(of: input), arguments)
        }
      }
    } catch let failure as EvaluationFailure {
      throw failed(failure)
    }
  }

  private func failed(_ failure: EvaluationFailure) -> CommandFailure {
    let text = NixErrorText(showsTrace: options.showTrace)
    Console.error.write(text.render(failure))
    return CommandFailure(.invalidConfiguration)
  }

  private func evaluate(
    _ text: [UInt8], name: String, _ arguments: AttributeSet
  ) throws {
    if options.parse { return try parse(text, origin: .text(name: name), folder: folder) }
    let expression = String(decoding: text, as: UTF8.self)
    try output(try evaluator.evaluate(expression, name: name, folder: folder), arguments)
  }

  private func evaluateFile(_ path: String, _ arguments: AttributeSet) throws {
    if options.parse {
      let file = try evaluator.fileToEvaluate(path)
      let parent = file.path.lastIndex(of: "/").map { String(file.path[..<$0]) } ?? ""
      return try parse(
        file.text, origin: .file(file.path), folder: parent.isEmpty ? "/" : parent)
    }
    try output(try evaluator.evaluateFile(path), arguments)
  }

  /// Prints the expression as it was understood.
  private func parse(_ text: [UInt8], origin: SourceMap.Origin, folder: String) throws {
    Console.output.write(
      try evaluator.renderExpression(text, origin: origin, folder: folder) + "\n")
  }

  /// The file that an argument names: a path, or `<nixpkgs>` in the search path.
  private func file(of input: String) throws -> String {
    if input.hasPrefix("<"), input.hasSuffix(">"), input.count > 2 {
      return try evaluator.findFile(String(input.dropFirst().dropLast()), withBuiltIn: true)
    }
    return EvalSettings.absolute(input, in: folder)
  }

  /// The set of `--arg` and its relatives; the last of a name wins.
  private func arguments() throws -> AttributeSet {
    var values: [String: Value] = [:]
    for (kind, argument) in try options.namedArguments() {
      let (name, text) = (argument.name, argument.value)
      switch kind {
      case .expression:
        values[name] = try evaluator.delay(text, folder: folder)
      case .string: values[name] = evaluator.string(Array(text.utf8))
      case .file: values[name] = evaluator.string(try InputFile.read(text).bytes)
      case .input: values[name] = evaluator.string(try InputFile.read("-").bytes)
      }
    }
    var builder = AttributeSetBuilder(capacity: values.count)
    for (name, value) in values { builder.append(evaluator.symbols.intern(name), value) }
    return builder.finish(in: evaluator.arena)
  }

  /// Prints what the attribute paths select from a value; functions are called only when there is
  /// something to call them with.
  private func output(_ value: Value, _ arguments: AttributeSet) throws {
    for path in options.attributes.isEmpty ? [""] : options.attributes {
      let selected = try evaluator.select(path, of: value, arguments: arguments)
      try print(arguments.isEmpty ? selected : try evaluator.autoCall(selected, arguments))
    }
  }

  private func print(_ value: Value) throws {
    switch options.form {
    case .raw: Console.output.write(try evaluator.renderRaw(value))
    case .xml:
      var document: [UInt8] = []
      // What comes before an error is printed.
      defer { Console.output.write(document) }
      try evaluator.renderXML(
        value, strictly: options.strict, showsPlaces: !options.noLocation, to: &document)
    case .json:
      Console.output.write(try evaluator.renderJSON(value, strictly: options.strict))
      Console.output.write("\n")
    case nil:
      Console.output.write(try evaluator.print(value, strictly: options.strict))
      Console.output.write("\n")
    }
  }

  private static var workingFolder: String {
    guard let folder = getcwd(nil, 0) else { return "/" }
    defer { free(folder) }
    return String(cString: folder)
  }
}
