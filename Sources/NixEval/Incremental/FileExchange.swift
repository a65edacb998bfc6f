/// Evaluating again after files were exchanged, where most of what was evaluated stays.
extension Evaluator {
  /// Other versions of the files of the exchanged folder take the place of those that were evaluated.
  ///
  /// Afterwards values that were made from what differs are unevaluated, and all others, those that
  /// the caller holds among them, are what they would be if everything were evaluated anew. To be
  /// called when the files behind `io` are the new ones, with `settings.tracksDependencies`.
  ///
  /// - Parameters:
  ///   - files: the new bytes of all files in the folder, by path.
  ///   - differ: whether any file differs, those that are not imported among them.
  ///   - outsideDiffers: whether builtins of the program may answer otherwise (`noteOutside`).
  ///   - limit: the largest share, from 0 to 1, of the values with dependencies that may be evaluated
  ///     again; 1 for any. Where more differs, evaluating all anew may cost less, as `RememberedCalls` can
  ///     compare only values that are still there.
  ///   - reach: forces what leads to the calls of `nixwizRepeat`.
  /// - Returns: false where too much differs or a file has an error. Then `forgetFiles` is left.
  package func exchangeFiles(
    _ files: [String: [UInt8]], differ: Bool, outsideDiffers: Bool, limit: Double = 1,
    reach: () throws -> Void = {}
  ) -> Bool {
    guard tracksDependencies, !dependencies.areIncomplete else { return false }
    callsLeft = settings.callLimit ?? .max
    dependencies.current = .untracked
    guard differ || outsideDiffers else { return true }
    guard !dependencies.isOvergrown() || limit >= 1 else { return false }
    do {
      return try onEvaluationStack {
        var changed: Set<Cell> = []
        if differ { changed.insert(.files) }
        if outsideDiffers { changed.insert(.outside) }
        guard let exchange = try compareCode(with: files) else { return false }
        for comparison in exchange.comparisons {
          changed.formUnion(comparison.replacements.compactMap(\.cell.cell))
        }
        changed.formUnion(exchange.removed)
        guard dependencies.share(of: changed) <= limit else { return false }
        put(exchange)
        changed.formUnion(movedPositions())
        if differ, let folder = settings.exchangedFolder { forgetCopies(below: folder) }
        if let traces = dependencies.traces {
          changed.formUnion(dependencies.takeImports { codeOfTexts[.file($0)] == nil })
          traces.begin(changed)
          rememberedCalls.freeVariables.removeExchanged()
          return true
        }
        return try settle(changed, renamed: exchange.renamed, limit: limit, reach: reach)
      }
    } catch { return false }
  }

  /// For builtins of the embedding program: the value that is being evaluated depends on something
  /// that may be another one after the next exchange.
  package func noteOutside() {
    if tracksDependencies { dependencies.note(.outside) }
  }

  /// For the embedding program: looks through a value, unless that was done before and nothing that was
  /// read differs since. For what `body` does beside reading, the caller vouches.
  package func visit(_ value: Value, _ body: () throws -> Void) rethrows {
    guard tracksDependencies, !tracesReads else { return try body() }
    try dependencies.visit(value, body)
  }

  /// What an exchange would change in the code of files.
  private struct CodeExchange {
    var comparisons: [CodeComparison] = []
    /// The cells of files that are gone: who imported one asks again, and for its name anew.
    var removed: [Cell] = []
    /// Those among them that have another name now, by that: the one before.
    var renamed: [String: String] = [:]
    var texts: [SourceMap.Origin: (bytes: [UInt8], code: Node)]
    /// The code of files that are gone, now or since an earlier exchange.
    var gone: [SourceMap.Origin: (bytes: [UInt8], code: Node)]
  }

  /// Compares the code of all files that were imported with what it is to be; nil where that cannot be
  /// read as code.
  private func compareCode(with files: [String: [UInt8]]) throws -> CodeExchange? {
    var exchange = CodeExchange(texts: codeOfTexts, gone: codeOfGoneFiles)
    for (origin, known) in codeOfTexts {
      guard isExchanged(origin), case .file(let path) = origin else { continue }
      guard known.code.kind == .cell else { return nil }
      guard let bytes = files[path] else {
        if let cell = known.code.cell { exchange.removed.append(cell) }
        exchange.texts[origin] = nil
        exchange.gone[origin] = known
        continue
      }
      if bytes == known.bytes { continue }
      guard try compare(known.code, with: bytes, of: path, in: &exchange) else { return nil }
    }
    for (origin, known) in codeOfGoneFiles {
      guard case .file(let path) = origin, let bytes = files[path] else { continue }
      exchange.gone[origin] = nil
      // Unless it was read anew since.
      guard codeOfTexts[origin] == nil else { continue }
      guard try bring(known, with: bytes, of: path, into: &exchange) else { return nil }
    }
    try moveCode(files, in: &exchange)
    return exchange
  }

  /// Lets a file that was gone have its code again; false where that cannot be read as code.
  private func bring(
    _ known: (bytes: [UInt8], code: Node), with bytes: [UInt8], of path: String,
    into exchange: inout CodeExchange
  ) throws -> Bool {
    if bytes != known.bytes {
      return try compare(known.code, with: bytes, of: path, in: &exchange)
    }
    exchange.texts[.file(path)] = known
    return true
  }

  /// Compares the code of a file with what it is to be; false where that cannot be read as code.
  private func compare(
    _ code: Node, with bytes: [UInt8], of path: String, in exchange: inout CodeExchange
  ) throws -> Bool {
    let (new, isClean) = try bind(
      bytes, origin: .file(path), folder: CanonicalPath.parent(path))
    guard isClean else { return false }
    exchange.comparisons.append(try CodeComparison(code, new, of: path, in: self))
    exchange.texts[.file(path)] = (bytes, code)
    return true
  }

  /// Gives the code of files that are gone to new ones of the same text whose last names are the same, as
  /// when their folder was renamed. Which one gets whose does not matter for the result.
  private func moveCode(_ files: [String: [UInt8]], in exchange: inout CodeExchange) throws {
    let gone = codeOfTexts.keys.compactMap { origin -> String? in
      guard case .file(let path) = origin, exchange.texts[origin] == nil else { return nil }
      return path
    }
    guard !gone.isEmpty else { return }
    var new = files.keys.filter { exchange.texts[.file($0)] == nil }.sorted()
    for before in gone.sorted() {
      guard let known = codeOfTexts[.file(before)] else { continue }
      let name = CanonicalPath.lastPart(before)
      let found = new.firstIndex { CanonicalPath.lastPart($0) == name && files[$0] == known.bytes }
      guard let path = found.map({ new.remove(at: $0) }),
        try compare(known.code, with: known.bytes, of: path, in: &exchange)
      else { continue }
      exchange.gone[.file(before)] = nil
      exchange.renamed[path] = before
      if name == "default.nix" {
        exchange.renamed[CanonicalPath.parent(path)] = CanonicalPath.parent(before)
      }
    }
  }

  private func put(_ exchange: CodeExchange) {
    codeOfTexts = exchange.texts
    codeOfGoneFiles = exchange.gone
    // What a path leads to may be another file.
    importedFiles = importedFiles.filter { path, _ in
      !isExchanged(.file(path)) || codeOfTexts[.file(path)] != nil
    }
    for comparison in exchange.comparisons {
      for move in comparison.moves { sourceMap.move(move.from, to: move.to) }
      for shared in comparison.sharedDefinitions { shared.put() }
      for replacement in comparison.replacements {
        replacement.cell.replaceExpression(by: replacement.expression)
      }
    }
  }

  /// The cells of positions that were given to the program, and stand elsewhere now.
  private func movedPositions() -> [Cell] {
    var cells: [Cell] = []
    for (position, noted) in dependencies.positions {
      guard let place = place(of: position), !place.isSame(as: noted.place) else { continue }
      dependencies.move(position, to: place)
      cells.append(noted.cell)
    }
    return cells
  }
}
