import HostModel
import NixEval
import SourceText

/// Files that a flake names but cannot use: those that are not in it, and those that hold no Nix.
extension ErrorFinding {
  /// A file that does not parse and is none of Nix, as its name shows, is told where it is imported.
  func imported(_ problem: Diagnostic, _ failure: EvaluationFailure) -> Diagnostic {
    guard let place = problem.location, let path = sources.relativePath(place.file.name),
      sources.parsed[path] == nil, let file = sources.file(path)
    else { return problem }
    let inside = SourceLocation(file: file, span: place.span)
    let importer = userPlaces(of: failure).first { $0.file != file }
    var finding = problem
    finding.location = importer ?? ValueLocator(sources).anyPath(path) ?? inside
    if finding.location != inside {
      finding.code = "module-structure"
      finding.message = "\(path) is imported, but holds no Nix: \(problem.message)"
      finding.notes.insert(.init("here it cannot be read", at: inside), at: 0)
      finding.fix = "import only files that end with .nix, or read it with builtins.readFile"
    }
    return finding
  }

  /// Tells of a path that leads out of the flake, where Nix reads nothing.
  func explainOutside(_ finding: inout Diagnostic, _ failure: EvaluationFailure) {
    guard sources.tree["flake.nix"] != nil, finding.location != nil else { return }
    guard let path = quoted(failure.message), failure.message.contains("path '\(path)'"),
      path.hasPrefix("/"), let shown = Self.outsidePath(path)
    else { return }
    finding.code = "outside-path"
    finding.message = "\(shown) is outside of the flake, where Nix reads nothing"
    finding.fix = "move the file into the flake, or take it from an input"
  }

  /// A path that is neither in the flake nor in another source, as seen from the flake.
  private static func outsidePath(_ path: String) -> String? {
    let store = "/nix/store/"
    guard path.hasPrefix(store) else { return path }
    let names = path.dropFirst(store.utf8.count)
    let first = names.prefix { $0 != "/" }
    // What is in the store begins with a hash.
    guard first.utf8.count <= 33 || first.utf8.dropFirst(32).first != UInt8(ascii: "-") else {
      return nil
    }
    return "../\(names)"
  }
}
