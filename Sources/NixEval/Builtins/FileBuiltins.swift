/// Reading files and the environment.
enum FileBuiltins {
  static let table: [Builtin] = [
    Builtin("readFile", "path!", "The content of a file.", readFile),
    Builtin("readDir", "path!", "The entries of a folder and their types.", readDir),
    Builtin("readFileType", "path!", "`regular`, `directory`, `symlink` or `unknown`.") {
      evaluator, arguments in
      let path = try evaluator.readablePath(arguments[0])
      guard let type = try evaluator.reading(path, { try evaluator.io.fileType(path) }) else {
        throw evaluator.readFailure(path, IOFailure("", isMissing: true))
      }
      return evaluator.string(type.rawValue)
    },
    Builtin(
      "pathExists", "path!", "Whether there is something at a path.", forcesFirst: true, pathExists),
    Builtin("getEnv", "name!", "A variable of the environment, or the empty string.") {
      evaluator, arguments in
      let name = try evaluator.plainString(
        arguments[0], "while evaluating the first argument passed to builtins.getEnv")
      let settings = evaluator.settings
      guard !settings.isPure, !settings.isRestricted else { return evaluator.string("") }
      return evaluator.string(evaluator.io.environmentVariable(name.text) ?? "")
    },
  ]

  private static func readFile(_ evaluator: Evaluator, _ arguments: Arguments) throws -> Value {
    let path = try evaluator.readablePath(arguments[0])
    let bytes = try evaluator.reading(path) { try evaluator.io.readFile(path) }
    guard !bytes.contains(0) else {
      throw evaluator.failure(
        "the contents of the file '\(path)' cannot be represented as a Nix string")
    }
    try evaluator.checkLength(bytes.count)
    return evaluator.string(bytes)
  }

  private static func readDir(_ evaluator: Evaluator, _ arguments: Arguments) throws -> Value {
    let path = try evaluator.readablePath(arguments[0])
    let entries: [(name: String, type: FileType)]
    do throws(IOFailure) {
      entries = try evaluator.io.readDirectory(path)
    } catch { throw evaluator.folderFailure(path, error) }
    return evaluator.attributes(
      entries.map { entry in
        let type = evaluator.symbols.intern(entry.type.rawValue)
        return (evaluator.symbols.intern(entry.name), evaluator.symbols.name(type).value)
      })
  }

  private static func pathExists(_ evaluator: Evaluator, _ arguments: Arguments) throws -> Value {
    let argument = arguments[0]
    let path = try evaluator.readablePath(argument)
    // A string that ends in a slash asks for a folder.
    let text = argument.isString ? argument.string.text : ""
    let wantsFolder = text.hasSuffix("/") || text.hasSuffix("/.")
    do {
      let type = try wantsFolder ? evaluator.io.resolvedType(path) : evaluator.io.fileType(path)
      return Value(wantsFolder ? type == .directory : type != nil)
    } catch { return .false }
  }
}

extension Evaluator {
  /// A path to read from. In pure evaluation the `EvalIO` decides what may be read.
  func readablePath(_ value: Value) throws -> String { try pathToImport(value) }

  /// Why a folder cannot be read: most often because it is none.
  fileprivate func folderFailure(_ path: String, _ error: IOFailure) -> EvalError {
    guard let target = try? io.resolveSymlinks(path), let type = try? io.fileType(target),
      type != .directory
    else { return readFailure(path, error) }
    return failure("cannot read directory \"\(target)\": Not a directory", kind: .io)
  }

  /// Turns a failure to read into an error.
  func reading<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as IOFailure { throw readFailure(path, error) }
  }
}
