/// Using one evaluator for several evaluations, of which some files differ.
///
/// What is kept is the value of each file that was imported, with everything of it that was evaluated
/// since. The value of a file is a closed term: it can depend on nothing but its text, its path and
/// what else is read through paths that it names. So it stays right as long as these files
/// stay as they are. Arguments do not enter: the result of calling a file's function is not kept.
extension Evaluator {
  /// Forgets the values of files below a path and the store paths of what was copied from there.
  /// The caller vouches that no file elsewhere names a path below: then nothing that is kept
  /// depends on what is forgotten. Values from earlier evaluations must not be used any more.
  package func forgetFiles(below path: String) {
    let prefix = path + "/"
    importedFiles = importedFiles.filter { $0.key != path && !$0.key.hasPrefix(prefix) }
    copiedPaths = copiedPaths.filter { $0.key != path && !$0.key.hasPrefix(prefix) }
    callsLeft = settings.callLimit ?? .max
  }

  /// Whether the evaluator can be used again after an evaluation: a limit that was passed, or
  /// a cancellation, ends it for good. Memory is never given back, so the user sets an end to it.
  package func isReusable(below bytes: Int) -> Bool {
    interruption.raised == .none && arena.mappedBytes < bytes
  }
}
