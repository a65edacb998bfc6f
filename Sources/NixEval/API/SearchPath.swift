extension EvaluationSettings {
  /// An entry of the Nix search path: `nixpkgs=/path`, or a folder of entries with an empty prefix.
  package struct SearchPathEntry: Sendable, Hashable {
    package var prefix: String
    package var path: String

    package init(prefix: String = "", path: String) {
      self.prefix = prefix
      self.path = path
    }

    /// As written after `-I`.
    package init(_ text: String) {
      guard let equals = text.firstIndex(of: "=") else {
        self.init(path: text)
        return
      }
      self.init(prefix: String(text[..<equals]), path: String(text[text.index(after: equals)...]))
    }

    /// The entries of `NIX_PATH`. Colons stand between them, except for the one of a URL.
    package static func list(_ text: String) -> [SearchPathEntry] {
      var entries: [SearchPathEntry] = []
      var rest = Substring(text)
      while !rest.isEmpty {
        var end = rest.firstIndex(of: ":") ?? rest.endIndex
        let target = rest[..<end].lastIndex(of: "=").map { rest.index(after: $0) }
        if isRemote(rest[(target ?? rest.startIndex)...]) {
          end = rest[rest.index(after: end)...].firstIndex(of: ":") ?? rest.endIndex
        }
        if end > rest.startIndex || end < rest.endIndex {
          entries.append(.init(String(rest[..<end])))
        }
        rest = end < rest.endIndex ? rest[rest.index(after: end)...] : ""
      }
      return entries
    }

    /// Whether the path is a URL, from which Nix would download the files.
    var isRemote: Bool { Self.isRemote(path) }

    private static let schemes: Set<String> = [
      "http", "https", "file", "channel", "git", "s3", "ssh",
    ]

    private static func isRemote(_ text: some StringProtocol) -> Bool {
      guard let colon = text.firstIndex(of: ":") else { return false }
      let scheme = String(text[..<colon])
      return scheme == "channel" || scheme == "flake"
        || text[colon...].hasPrefix("://") && schemes.contains(scheme)
    }

    /// What is left of a name below this entry; nil when the entry does not apply.
    func rest(of name: String) -> String? {
      if prefix.isEmpty { return name }
      if name == prefix { return "" }
      guard name.hasPrefix(prefix + "/") else { return nil }
      return String(name.dropFirst(prefix.count + 1))
    }
  }
}

/// Entries of the search path that lead nowhere and were complained about.
private final class UselessEntries {
  var paths: Set<String> = []
}

extension Evaluator {
  /// Where a name such as `nixpkgs/lib` is in the search path of the settings.
  ///
  /// - Parameter withBuiltIn: whether it may be a file that comes with the evaluator and is nowhere.
  package func findFile(
    _ name: String, withBuiltIn: Bool = false
  ) throws(EvaluationFailure) -> String {
    try onEvaluationStack {
      let path = try findFile(name, in: settings.searchPath).pathString.text
      guard withBuiltIn || CorePackages.source(path) == nil else {
        throw failure("'<\(name)>' has no physical path")
      }
      return path
    }
  }

  /// Looks a name up in a search path.
  func findFile(
    _ name: String, in entries: [EvaluationSettings.SearchPathEntry]
  ) throws -> Value {
    for entry in entries {
      guard let rest = entry.rest(of: name), let root = try root(of: entry) else { continue }
      let path = CanonicalPath.make(rest.isEmpty ? root : "\(root)/\(rest)")
      if let found = try existing(path) { return self.path(found) }
    }
    if let file = CorePackages.file(name) { return path(file) }
    throw failure(
      settings.isPure
        ? "cannot look up '<\(name)>' in pure evaluation mode (use '--impure' to override)"
        : "file '\(name)' was not found in the Nix search path (add it using $NIX_PATH or -I)",
      kind: .thrown)
  }

  /// Where an entry leads; nil, with a warning the first time, when that is nowhere.
  private func root(of entry: EvaluationSettings.SearchPathEntry) throws -> String? {
    if entry.path.hasPrefix("flake:") { try require(.flakes) }
    let root = entry.path.hasPrefix("/") ? entry.path : "\(settings.workingFolder)/\(entry.path)"
    if !entry.isRemote, try existing(CanonicalPath.make(root)) != nil { return root }
    let known = cache(UselessEntries.self) { UselessEntries() }
    if known.paths.insert(entry.path).inserted {
      let problem = entry.isRemote ? "cannot be downloaded" : "does not exist"
      say(.deprecation, "Nix search path entry '\(entry.path)' \(problem), ignoring")
    }
    return nil
  }

  /// The path with its links followed, if something is there that may be read.
  private func existing(_ path: String) throws -> String? {
    do {
      let resolved = try io.resolveSymlinks(path)
      return try io.fileType(resolved) == nil ? nil : resolved
    } catch { return nil }
  }
}
