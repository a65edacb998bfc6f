import TextFormats

/// Values in the formats of `nix-instantiate --eval`.
extension Evaluator {
  /// `--json`: everything is evaluated; paths stay paths.
  package func renderJSON(_ value: Value) throws(EvaluationFailure) -> [UInt8] {
    try onEvaluationStack {
      var writer = JSONValueWriter(evaluator: self, writer: JSONWriter())
      try writer.write(value, copiesPaths: false)
      return writer.writer.bytes
    }
  }

  /// `--xml`: what is not evaluated shows as `unevaluated` unless `strictly`.
  package func renderXML(
    _ value: Value, strictly: Bool, showsPlaces: Bool = true
  ) throws(EvaluationFailure) -> [UInt8] {
    try onEvaluationStack {
      let value = try force(value)
      if strictly { try forceDeeply(value) }
      var writer = XMLValueWriter(
        evaluator: self, showsPlaces: showsPlaces, isStrict: strictly)
      try writer.writeDocument(value)
      return writer.bytes
    }
  }

  /// `--raw`: the bytes of a string, or of what can be coerced to one.
  package func renderRaw(_ value: Value) throws(EvaluationFailure) -> [UInt8] {
    try onEvaluationStack {
      let string = try coerceToString(
        value, [], "while generating the nix-instantiate output")
      return Array(string.bytes)
    }
  }

  /// `--parse`: the expression as Nix shows it, without evaluating anything.
  package func renderExpression(
    _ text: [UInt8], origin: SourceMap.Origin, folder: String
  ) throws(EvaluationFailure) -> String {
    try onEvaluationStack {
      var printer = ExpressionPrinter(evaluator: self)
      printer.print(try load(text, origin: origin, folder: folder))
      return printer.text
    }
  }
}
