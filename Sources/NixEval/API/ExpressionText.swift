extension Evaluator {
  /// An expression as Nix understands it, without evaluating it: operators in parentheses, attribute
  /// paths merged, syntactic sugar resolved. What `nix-instantiate --parse` prints.
  ///
  /// - Parameters:
  ///   - bytes: the text of the expression.
  ///   - name: what messages call the text.
  ///   - folder: where its relative paths start.
  package func canonicalText(
    of bytes: [UInt8], name: String = "«stdin»", folder: String = "/"
  ) throws(EvaluationFailure) -> String {
    try onEvaluationStack {
      let node = try load(bytes, origin: .text(name: name), folder: folder)
      var printer = ExpressionPrinter(evaluator: self)
      printer.print(node)
      return printer.text
    }
  }
}
