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
  /// - Returns: false where that cannot be done, as for a file with an error; `forgetFiles` is left.
  package func exchangeFiles(
    _ files: [String: [UInt8]], differ: Bool, outsideDiffers: Bool
  ) -> Bool {
    guard tracksDependencies, !dependencies.areIncomplete else { return false }
    callsLeft = settings.callLimit ?? .max
    dependencies.current = .empty
    guard differ || outsideDiffers else { return true }
    do {
      return try onEvaluationStack {
        var changed: Set<Cell> = []
        if differ { changed.insert(.files) }
        if outsideDiffers { changed.insert(.outside) }
        guard try exchangeCode(files, &changed) else { return false }
        changed.formUnion(movedPositions())
        let isAffected = dependencies.forget(changed)
        if differ, let folder = settings.exchangedFolder { forgetCopies(below: folder) }
        cache(RememberedCalls.self) { RememberedCalls() }.forget(isAffected)
        return true
      }
    } catch { return false }
  }

  /// For builtins of the embedding program: the value that is being evaluated depends on something
  /// that may be another one after the next exchange.
  package func noteOutside() {
    if tracksDependencies { dependencies.note(.outside) }
  }

  /// Replaces what differs in the code of files; adds the cells that hold other expressions now. What
  /// cannot be read as code is found before anything is replaced.
  private func exchangeCode(_ files: [String: [UInt8]], _ changed: inout Set<Cell>) throws -> Bool {
    var comparisons: [CodeComparison] = []
    var texts = codeOfTexts
    // What a path leads to may be another file.
    importedFiles = importedFiles.filter { path, _ in
      !isExchanged(.file(path)) || codeOfTexts[.file(path)] != nil && files[path] != nil
    }
    for (origin, known) in codeOfTexts {
      guard isExchanged(origin), case .file(let path) = origin else { continue }
      guard let bytes = files[path] else {
        // Who imported it asks again, and for its name anew.
        changed.insert(known.code.cell)
        texts[origin] = nil
        continue
      }
      if bytes == known.bytes { continue }
      let (code, isClean) = try bind(bytes, origin: origin, folder: CanonicalPath.parent(path))
      guard isClean, known.code.kind == .cell else { return false }
      comparisons.append(try CodeComparison(known.code, code, in: self))
      texts[origin]?.bytes = bytes
    }
    codeOfTexts = texts
    for comparison in comparisons {
      for move in comparison.moves { sourceMap.move(move.from, to: move.to) }
      for replacement in comparison.replacements {
        replacement.cell.replaceExpression(by: replacement.expression)
        changed.insert(replacement.cell.cell)
      }
    }
    return true
  }

  /// The cells of positions that were given to the program, and stand on another line or in another
  /// column now.
  private func movedPositions() -> [Cell] {
    var cells: [Cell] = []
    for (position, noted) in dependencies.positions {
      guard let place = place(of: position),
        place.line != noted.line || place.column != noted.column
      else { continue }
      dependencies.move(position, toLine: place.line, column: place.column)
      cells.append(noted.cell)
    }
    return cells
  }
}
