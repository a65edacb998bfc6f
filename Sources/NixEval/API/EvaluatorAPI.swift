/// The entry points: text or file in, value out. Each runs where evaluation may recurse deeply.
extension Evaluator {
  /// The value of an expression given as text.
  ///
  /// - Parameters:
  ///   - name: what messages call the text.
  ///   - folder: where its relative paths start.
  package func evaluate(
    _ text: String, name: String = "«string»", folder: String = "/"
  ) throws(EvaluationFailure) -> Value {
    try onEvaluationStack {
      try evaluate(
        try load(Array(text.utf8), origin: .text(name: name), folder: folder), rootEnvironment)
    }
  }

  /// The value of an expression, which is evaluated when it is needed; its syntax is checked now.
  package func delay(
    _ text: String, name: String = "«string»", folder: String = "/"
  ) throws(EvaluationFailure) -> Value {
    try onEvaluationStack {
      let node = try load(Array(text.utf8), origin: .text(name: name), folder: folder)
      return Thunk.suspend(node, rootEnvironment, in: arena)
    }
  }

  /// The value of a file; of `default.nix` in a folder.
  package func evaluateFile(_ path: String) throws(EvaluationFailure) -> Value {
    try onEvaluationStack { try importFile(CanonicalPath.make(path), isStep: false) }
  }

  /// The path and the text of the file that `evaluateFile` would evaluate.
  package func fileToEvaluate(
    _ path: String
  ) throws(EvaluationFailure) -> (path: String, text: [UInt8]) {
    try onEvaluationStack {
      let (file, source) = try fileToImport(CanonicalPath.make(path))
      return (file, try source ?? readSource(file))
    }
  }

  /// Calls a function that takes named arguments with those of `arguments` that it names, as
  /// `nix-instantiate` does with `--arg`; other values stay what they are.
  package func autoCall(_ value: Value, _ arguments: AttributeSet) throws(EvaluationFailure)
    -> Value
  {
    try onEvaluationStack { try callAutomatically(try force(value), arguments) }
  }

  /// The value at an attribute path such as `a.b."c.d".0`, calling functions on the way to it.
  package func select(
    _ path: String, of value: Value, arguments: AttributeSet? = nil
  ) throws(EvaluationFailure) -> Value {
    try onEvaluationStack {
      try AttributeSelection(evaluator: self, arguments: arguments).select(path, of: value)
    }
  }

  /// Forces the value and everything in it.
  package func forceAll(_ value: Value) throws(EvaluationFailure) {
    try onEvaluationStack { try forceDeeply(value) }
  }

  // MARK: Parts of the above

  func callAutomatically(_ value: Value, _ arguments: AttributeSet) throws -> Value {
    if value.isAttributes, let functor = value.attributes.find(.functor) {
      return try callAutomatically(
        try call(try force(functor.slot), value), arguments)
    }
    guard value.isClosure, value.closure.code.hasFormals else { return value }
    let code = value.closure.code
    if code.hasEllipsis { return try call(value, arguments.value, at: code.position) }
    var builder = AttributeSetBuilder(capacity: code.formalCount)
    for index in 0..<code.formalCount {
      let formal = code.formal(index)
      if let argument = arguments.find(formal.symbol) {
        builder.append(formal.symbol, argument.value, at: argument.position)
      } else if formal.fallback.isAbsent {
        let name = symbols.name(formal.symbol).text
        throw failure(
          """
          cannot evaluate a function that has an argument without a value ('\(name)')
          Nix attempted to evaluate a function as a top level expression; in
          this case it must have its arguments supplied either by default
          values, or passed explicitly with '--arg' or '--argstr'. See
          https://nix.dev/manual/nix/stable/language/syntax.html#functions.
          """, at: formal.position)
      }
    }
    return try call(value, builder.finish(in: arena).value, at: code.position)
  }
}
