import NixLanguage
import SourceText

/// From text to bound code.
extension Evaluator {
  /// Parses and binds one text. `folder` is where its relative paths start.
  func load(
    _ bytes: [UInt8], origin: SourceMap.Origin, folder: String, variables: [Symbol]? = nil
  ) throws -> Node {
    if let known = exchangedCode(of: origin, bytes, variables) { return known }
    let (node, isClean) = try bind(bytes, origin: origin, folder: folder, variables: variables)
    // What is wrong with a text is said whenever it is read.
    if isClean {
      keepExchangedCode(node, of: origin, bytes, variables)
    } else if isExchanged(origin) {
      dependencies.areIncomplete = true
    }
    return node
  }

  /// The same without looking for code that is known; tells whether there was nothing to say.
  func bind(
    _ bytes: [UInt8], origin: SourceMap.Origin, folder: String, variables: [Symbol]? = nil
  ) throws -> (code: Node, isClean: Bool) {
    let name: String =
      switch origin {
      case .file(let path): path
      case .text(let name): name
      }
    let parsed = Parser.parse(
      SourceFile(name: name, bytes: bytes),
      allowsPipeOperators: settings.experimentalFeatures.contains(.pipeOperators),
      nestingLimit: nestingLimit,
      stoppingWhen: isInterrupted)
    try checkStack()
    let base = sourceMap.add(origin, bytes)
    if let problem = parsed.firstError {
      let offset = UInt32(clamping: problem.nixOffset)
      let end = problem.keepsTree ? .max : offset
      if let error = try Binder.duplicate(in: parsed.tree, before: end, base: base, in: self) {
        throw error
      }
      throw SyntaxFailure(
        message: problem.nixMessage,
        place: base.isNone ? nil : place(of: Position(raw: base.raw &+ offset)),
        diagnostics: parsed.problems.map(\.diagnostic))
    }
    for problem in parsed.problems {
      let place = parsed.tree.file.position(at: problem.nixOffset)
      say(.deprecation, "at \(name):\(place.line):\(place.column): \(problem.nixMessage)")
    }
    let node = try Binder.bind(
      parsed.tree, base: base, folder: folder, variables: variables,
      hasCells: tracksDependencies && variables == nil && isExchanged(origin), in: self)
    return (node, parsed.problems.isEmpty)
  }

  /// How deep a text may nest that is parsed now. Nix has no limit and overflows its stack at some
  /// depth. A parenthesis is two levels, so that 100,000 of them fit.
  private var nestingLimit: Int {
    guard stack != nil else { return Parser.nestingLimit }
    // 16 KiB a level are what a program needs that is not optimised.
    return max(Parser.nestingLimit, min(250_000, remainingStack >> 14))
  }
}
