import TextFormats

/// Values in the formats of `nix-instantiate --eval`.
extension Evaluator {
  /// `--json`: what is not evaluated is an error unless `strictly`; paths are copied to the store.
  package func renderJSON(
    _ value: Value, strictly: Bool
  ) throws(EvaluationFailure) -> [UInt8] {
    try onEvaluationStack {
      var writer = JSONValueWriter(evaluator: self, writer: JSONWriter(), isStrict: strictly)
      try writer.write(try force(value))
      return writer.writer.bytes
    }
  }

  /// `--xml`: what is not evaluated shows as `unevaluated` unless `strictly`.
  ///
  /// - Parameter out: the document, up to the value that fails, if one does, and all ends of elements.
  package func renderXML(
    _ value: Value, strictly: Bool, showsPlaces: Bool = true, to out: inout [UInt8]
  ) throws(EvaluationFailure) {
    var writer = XMLValueWriter(
      evaluator: self, showsPlaces: showsPlaces, isStrict: strictly)
    defer { out += writer.bytes }
    try onEvaluationStack { try writer.writeDocument(try force(value)) }
  }

  /// `--raw`: the bytes of a string, or of what can be coerced to one.
  package func renderRaw(_ value: Value) throws(EvaluationFailure) -> [UInt8] {
    try onEvaluationStack {
      let string = try coerceToString(
        value, .copiesPaths, "while generating the nix-instantiate output")
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
