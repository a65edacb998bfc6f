import NixEval

/// The files of a case that describes versions of a tree: `{ before = { "NAME" = "…"; }; after = …; }`.
enum TreeVersions {
  /// The files by name.
  static func files(_ version: String, of path: String) throws -> [String: [UInt8]] {
    let evaluator = Evaluator()
    let value = try evaluator.select(version, of: try evaluator.evaluateFile(path))
    return try evaluator.onEvaluationStack {
      var files: [String: [UInt8]] = [:]
      for entry in try evaluator.force(value).attributes {
        let bytes = Array(try evaluator.force(entry.slot).string.bytes)
        files[evaluator.symbols.name(entry.symbol).text] = bytes
      }
      return files
    }
  }
}
