import ArgumentParser
import Glibc
import NixEval
import SourceText

/// `nixwiz eval`: the evaluator alone.
struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Evaluate Nix expressions as nix-instantiate --eval does.",
    discussion: "Nothing is built, fetched or written; errors have the wording of Nix.")

  @OptionGroup var options: EvalOptions

  func run() throws {
    var run = EvalRun(options: options)
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

  init(options: EvalOptions) {
    self.options = options
    evaluator = Evaluator(settings: Self.settings(options))
    folder = Self.workingFolder
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
      let text = NixErrorText(texts: texts, showsTrace: options.showTrace)
      Console.error.write(text.render(failure))
      throw CommandFailure(.invalidConfiguration)
    }
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

  /// The set of `--arg` and `--argstr`; later ones win.
  private mutating func arguments() throws -> AttributeSet {
    var values: [String: Value] = [:]
    for argument in options.arguments {
      let (name, text) = try EvalArguments.pair(argument, of: "--arg")
      values[name] = try evaluate(text, name: "«string»")
    }
    for argument in options.stringArguments {
      let (name, text) = try EvalArguments.pair(argument, of: "--argstr")
      values[name] = try evaluator.evaluate(StringLiteral.quoted(Array(text.utf8)))
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

  private static func settings(_ options: EvalOptions) -> EvaluationSettings {
    var settings = EvaluationSettings()
    settings.isPure = options.isPure
    settings.tracesVerbosely = options.traceVerbose
    settings.abortsOnWarning = options.abortOnWarn
    if let system = options.system { settings.system = system }
    if let depth = options.maximumCallDepth { settings.maximumCallDepth = depth }
    for joined in options.settings {
      guard let (name, value) = try? EvalArguments.pair(joined, of: "--option") else { continue }
      apply(name, value, to: &settings)
    }
    let inherited = (Console.variable("NIX_PATH") ?? "").split(separator: ":").map(String.init)
    settings.searchPath = (options.includes + inherited).map {
      EvaluationSettings.SearchPathEntry($0)
    }
    return settings
  }

  private static func apply(
    _ name: String, _ value: String, to settings: inout EvaluationSettings
  ) {
    switch name {
    case "max-call-depth": settings.maximumCallDepth = Int(value) ?? settings.maximumCallDepth
    case "pure-eval": settings.isPure = value == "true"
    case "trace-verbose": settings.tracesVerbosely = value == "true"
    case "abort-on-warn": settings.abortsOnWarning = value == "true"
    case "system", "eval-system": settings.system = value
    default: break
    }
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
