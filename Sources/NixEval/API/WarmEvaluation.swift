/// Using one evaluator for several evaluations, of which some files differ.
///
/// What is kept is the value of each file that was imported, with everything of it that was evaluated
/// since. The value of a file is a closed term: it can depend on nothing but its text, its path and
/// what else is read through paths that it names. So it stays right as long as these files
/// stay as they are. Arguments do not enter: what calling a file's function gave is kept only where it
/// is asked for, by `RememberedCalls`. (`exchangeFiles` keeps more than that.)
extension Evaluator {
  /// Forgets the values of files below a path and the store paths of what was copied from there.
  /// The caller vouches that no file elsewhere names a path below: then nothing that is kept
  /// depends on what is forgotten. Values from earlier evaluations must not be used any more.
  package func forgetFiles(below path: String) {
    let prefix = path + "/"
    importedFiles = importedFiles.filter { $0.key != path && !$0.key.hasPrefix(prefix) }
    forgetCopies(below: path)
    if tracesReads { forgetTracedCalls() }
    dependencies.restart()
    // Of what stays, only results of remembered calls were made from cells.
    if settings.rememberedFunctions.isEmpty { dependencies.forgetAll() }
    callsLeft = settings.callLimit ?? .max
  }

  /// Forgets the store paths of what was copied from a folder.
  func forgetCopies(below path: String) {
    let prefix = path + "/"
    copiedPaths = copiedPaths.filter { $0.key != path && !$0.key.hasPrefix(prefix) }
    sourceDigests = sourceDigests.filter { $0.key != path && !$0.key.hasPrefix(prefix) }
    resolvedPaths = [:]
  }

  /// Whether the evaluator can be used again after an evaluation: a limit that was passed, or
  /// a cancellation, ends it for good. Memory is never given back, so the user sets an end to it.
  package func isReusable(below bytes: Int) -> Bool {
    interruption.raised == .none && arena.mappedBytes + dependencies.recordedBytes < bytes
  }

  // MARK: Code of exchanged files

  /// The code of a text that was bound before: of a file in the exchanged folder or of an expression
  /// that the caller gave. The same code for the same text is what makes functions comparable.
  func exchangedCode(of origin: SourceMap.Origin, _ bytes: [UInt8], _ variables: [Symbol]?) -> Node?
  {
    guard keepsCode(of: origin), variables == nil, let known = codeOfTexts[origin],
      known.bytes == bytes
    else { return nil }
    return known.code
  }

  func keepExchangedCode(
    _ code: Node, of origin: SourceMap.Origin, _ bytes: [UInt8], _ variables: [Symbol]?
  ) {
    guard keepsCode(of: origin), variables == nil else { return }
    codeOfTexts[origin] = (bytes, code)
  }

  private func keepsCode(of origin: SourceMap.Origin) -> Bool {
    switch origin {
    case .file: isExchanged(origin)
    case .text: settings.exchangedFolder != nil
    }
  }

  /// Whether a text is a file in the exchanged folder.
  func isExchanged(_ origin: SourceMap.Origin) -> Bool {
    guard let folder = settings.exchangedFolder, case .file(let path) = origin else {
      return false
    }
    return path.hasPrefix(folder + "/")
  }
}
