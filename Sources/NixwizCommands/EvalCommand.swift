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
    var run = try EvalRun(options: options)
    if options.findsFiles { return try run.findFiles() }
    for input in options.inputs.isEmpty ? ["./default.nix"] : options.inputs {
      try run.evaluate(input)
    }
  }
}

/// One evaluator for all arguments of a command line.
private struct EvalRun {
  let options: EvalOptions
  private let evaluator: Evaluator
  private let folder: String
  private var texts: [String: [UInt8]] = [:]

  init(options: EvalOptions) throws {
    self.options = options
    folder = Self.workingFolder
    evaluator = Evaluator(
      settings: try Self.settings(options, folder: folder), extraBuiltins: GetFlake.builtins)
  }

  /// Prints where the arguments are in the search path.
  func findFiles() throws {
    for name in options.inputs {
      do throws(EvaluationFailure) {
        Console.output.write(try evaluator.findFile(name) + "\n")
      } catch {
        throw failed(error)
      }
    }
  }

  /// Evaluates one argument and prints what was asked for.
  mutating func evaluate(_ input: String) throws {
    do {
      if options.parse { return try parse(input) }
      let value = try value(of: input)
      let arguments = try arguments()
      for path in options.attributes.isEmpty ? [""] : options.attributes {
        try output(try evaluator.select(path, of: value, arguments: arguments))
      }
    } catch let failure as EvaluationFailure {
      throw failed(failure)
    }
  }

  private func failed(_ failure: EvaluationFailure) -> CommandFailure {
    let text = NixErrorText(texts: texts, showsTrace: options.showTrace)
    Console.error.write(text.render(failure))
    return CommandFailure(.invalidConfiguration)
  }

  private mutating func value(of input: String) throws -> Value {
    if options.isExpression { return try evaluate(input, name: "«string»") }
    guard input == "-" else { return try evaluator.evaluateFile(Self.absolute(input, in: folder)) }
    return try evaluate(try InputFile.read("-").text, name: "«stdin»")
  }

  /// Prints the expression as it was understood.
  private mutating func parse(_ input: String) throws {
    let text: [UInt8]
    let origin: SourceMap.Origin
    if options.isExpression || input == "-" {
      let name = options.isExpression ? "«string»" : "«stdin»"
      text = options.isExpression ? Array(input.utf8) : try InputFile.read("-").bytes
      texts[name] = text
      origin = .text(name: name)
    } else {
      text = try InputFile.read(input).bytes
      origin = .file(Self.absolute(input, in: folder))
    }
    Console.output.write(
      try evaluator.renderExpression(
        text, origin: origin, folder: Self.parent(of: origin) ?? folder))
    Console.output.write("\n")
  }

  /// Where the relative paths of a file start.
  private static func parent(of origin: SourceMap.Origin) -> String? {
    guard case .file(let path) = origin, let slash = path.lastIndex(of: "/") else { return nil }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private mutating func evaluate(_ text: String, name: String) throws -> Value {
    texts[name] = Array(text.utf8)
    return try evaluator.evaluate(text, name: name, folder: folder)
  }

  /// The set of `--arg` and its relatives; later ones win.
  private mutating func arguments() throws -> AttributeSet {
    var values: [String: Value] = [:]
    for argument in options.arguments {
      let (name, text) = try EvalArguments.pair(argument, of: "--arg")
      values[name] = try evaluate(text, name: "«string»")
    }
    for argument in options.stringArguments {
      let (name, text) = try EvalArguments.pair(argument, of: "--argstr")
      values[name] = evaluator.string(Array(text.utf8))
    }
    for argument in options.fileArguments {
      let (name, path) = try EvalArguments.pair(argument, of: "--arg-from-file")
      values[name] = evaluator.string(try InputFile.read(path).bytes)
    }
    for name in options.inputArguments {
      values[name] = evaluator.string(try InputFile.read("-").bytes)
    }
    var builder = AttributeSetBuilder(capacity: values.count)
    for (name, value) in values { builder.append(evaluator.symbols.intern(name), value) }
    return builder.finish(in: evaluator.arena)
  }

  private func output(_ value: Value) throws {
    if options.raw {
      Console.output.write(try evaluator.renderRaw(value))
      return
    }
    let bytes =
      if options.json {
        try evaluator.renderJSON(value)
      } else if options.xml {
        try evaluator.renderXML(value, strictly: options.strict, showsPlaces: !options.noLocation)
      } else { try evaluator.print(value, strictly: options.strict) }
    Console.output.write(bytes)
    if bytes.last != UInt8(ascii: "\n") { Console.output.write("\n") }
  }

  // MARK: - Settings

  private static func settings(_ options: EvalOptions, folder: String) throws -> EvaluationSettings
  {
    var settings = EvaluationSettings()
    settings.workingFolder = folder
    settings.abortsOnWarning = ["1", "true", "yes"].contains(Console.variable("NIX_ABORT_ON_WARN"))
    settings.searchPath = (Console.variable("NIX_PATH") ?? "").split(separator: ":").map {
      EvaluationSettings.SearchPathEntry(String($0))
    }
    for joined in options.settings {
      let (name, value) = try EvalArguments.pair(joined, of: "--option")
      do throws(EvaluationSettings.BadValue) {
        if try !settings.apply(name, value) {
          Console.error.write("warning: unknown setting '\(Terminal.visible(name))'\n")
        }
      } catch { throw CommandFailure(.usage, code: "bad-setting", error.message) }
    }
    if options.isImpure { settings.isPure = false }
    settings.searchPath =
      options.includes.map { EvaluationSettings.SearchPathEntry($0) } + settings.searchPath
    if settings.isPure {
      settings.allowedPaths = []
    } else if settings.isRestricted {
      settings.allowedPaths = settings.searchPath.map { absolute($0.path, in: folder) }
    }
    if let size = options.maximumMemory { settings.memoryLimit = max(1, size) << 20 }
    return settings
  }

  private static var workingFolder: String {
    guard let folder = getcwd(nil, 0) else { return "/" }
    defer { free(folder) }
    return String(cString: folder)
  }

  private static func absolute(_ path: String, in folder: String) -> String {
    path.hasPrefix("/") ? path : "\(folder)/\(path)"
  }
}
