/// `import` and `scopedImport`.
enum ImportBuiltins {
  static let table: [Builtin] = [
    Builtin(
      "import", "path!", "The value of a file, or of `default.nix` in a folder.",
      visibility: .global
    ) { evaluator, arguments in
      let path = try evaluator.pathToImport(arguments[0])
      return try evaluator.importFile(path)
    },
    Builtin(
      "scopedImport", "scope path!",
      "The value of a file in which the attributes of `scope` are variables.",
      visibility: .global
    ) { evaluator, arguments in
      let path = try evaluator.pathToImport(arguments[1])
      let scope = try evaluator.attributes(
        arguments[0], "while evaluating the first argument passed to builtins.scopedImport")
      return try evaluator.importFile(path, scope: scope)
    },
  ]
}

extension Evaluator {
  /// A path whose context, if any, needs nothing to be built.
  package func pathToImport(_ value: Value) throws -> String {
    let (path, context) = try coerceToPath(value, "while realising the context of a path")
    try refuseBuilding(context)
    return path
  }

  /// Throws if something in the context would have to be built first: import from derivation. Nothing
  /// is built here, so that the message is Nix's where it is told not to build.
  package func refuseBuilding(_ context: StringContext) throws {
    for element in elements(of: context) {
      guard case .output(let derivation, let name) = element else { continue }
      throw EvalError(
        .importFromDerivation(derivation: derivation),
        """
        cannot build '\(derivation)^\(name)' during evaluation because the option \
        'allow-import-from-derivation' is disabled
        """)
    }
  }

  /// The value of a file, evaluated once.
  ///
  /// - Parameter isStep: whether the file is a step in the trace of an error; where evaluation begins
  ///   it is none.
  func importFile(_ path: String, isStep: Bool = true) throws -> Value {
    // An error goes the long way, for its trace.
    if let known = importedFiles[path], known.isForced || known.thunk.forcedValue != nil,
      known.isForced || !tracesReads
    {
      return try force(known)
    }
    // That the path leads to a file is the same in all versions of a tree, and the code has cells.
    let met = dependencies.mark()
    let (file, source) = try fileToImport(path)
    let value: Value
    if let known = importedFiles[file] {
      value = known
    } else {
      try checkStack()
      let code = try load(
        try source ?? readSource(file), origin: .file(file), folder: CanonicalPath.parent(file))
      value = Thunk.suspend(code, rootEnvironment, in: arena)
      // A file that imports itself meets this thunk; where evaluation begins, it is evaluated again.
      if isStep { importedFiles[file] = value }
    }
    dependencies.rewind(met)
    // To need the value of a file that is being evaluated is no further step.
    let isEntered = !value.isForced && value.thunk.isEntered
    do {
      let forced = try force(value)
      if tracesReads, isExchanged(.file(file)) { dependencies.noteImport(of: file) }
      if settings.rememberedFunctions.contains(where: file.hasSuffix) { rememberCalls(of: forced) }
      // Of a file that may be exchanged the thunk is kept, which tells readers what they depend on.
      let kept = tracksDependencies && isExchanged(.file(file)) ? value : forced
      importedFiles[file] = kept
      importedFiles[path] = kept
      return forced
    } catch {
      guard isStep, !isEntered else { throw error }
      throw traced(error, .text("while evaluating the file '\(file)':"))
    }
  }

  /// The value of a file with more variables; never shared.
  func importFile(_ path: String, scope: AttributeSet) throws -> Value {
    let (file, source) = try fileToImport(path)
    let entries = Array(scope)
    let environment = Environment.make(slots: entries.count, parent: rootEnvironment, in: arena)
    for (slot, entry) in entries.enumerated() { environment.slot(slot).value = entry.value }
    try checkStack()
    let node = try load(
      try source ?? readSource(file), origin: .file(file), folder: CanonicalPath.parent(file),
      variables: entries.map(\.symbol))
    return try evaluate(node, environment)
  }

  /// Follows links of the path itself and takes `default.nix` of a folder. The bytes come along if
  /// finding the file has read it.
  func fileToImport(_ path: String) throws -> (file: String, source: [UInt8]?) {
    if CorePackages.source(path) != nil { return (path, nil) }
    do throws(IOFailure) {
      var file = path
      // As many links in a row as Nix follows.
      for _ in 0..<1024 {
        switch try io.entry(file) {
        case .regular(let source, _)?: return (file, source)
        case .directory?: return (file == "/" ? "/default.nix" : file + "/default.nix", nil)
        case .unknown?, nil: return (file, nil)
        case .symlink(let target)?:
          file = CanonicalPath.make(
            target.hasPrefix("/") ? target : "\(CanonicalPath.parent(file))/\(target)")
        }
      }
      throw IOFailure("Too many levels of symbolic links")
    } catch { throw readFailure(path, error) }
  }

  func readSource(_ path: String) throws -> [UInt8] {
    if let source = CorePackages.source(path) { return source }
    do {
      return try io.readFile(path)
    } catch { throw readFailure(path, error) }
  }

  /// Why a path cannot be read, in Nix's words.
  func readFailure(_ path: String, _ error: IOFailure) -> EvalError {
    if interruption.raised != .none { return stackFailure() }
    if error.isForbidden { return failure(error.reason, kind: .restricted) }
    return failure(
      error.isMissing
        ? "path '\(path)' does not exist" : "reading from file '\(path)': \(error.reason)",
      kind: .io)
  }
}
