import HostModel
import NixEval
import NixFlakes
import NixLanguage
import SourceText
import TextFormats

/// What is to be evaluated of a tree: its flake and where the inputs come from.
struct FlakePlan {
  /// The expression that gives the outputs, as text that stands for a flake.
  enum Layout {
    case flake(InputGraph)
    /// A configuration without a flake: the path of its main file.
    case configuration(String)
  }

  private(set) var diagnostics: [Diagnostic] = []
  private(set) var layout: Layout?
  /// The release of nixpkgs that the flake follows, as in `25.11`; nil for unstable and unknown.
  var release: String? { flake?.inputs.lazy.compactMap { KnownInput($0)?.release }.first }
  private let flake: FlakeFile?
  private let sources: CheckedSources
  private let options: FlakeChecker.Options
  private let lock: FlakeLock?

  init(_ sources: CheckedSources, _ options: FlakeChecker.Options) {
    self.sources = sources
    self.options = options
    var diagnostics: [Diagnostic] = []
    var flake: FlakeFile?
    if let parsed = sources.parsed["flake.nix"] {
      let (file, problems) = FlakeFile.read(parsed.tree)
      flake = file
      diagnostics += problems
      if let file {
        let siblings = Dictionary(
          uniqueKeysWithValues: file.inputs.compactMap { input in
            Self.sibling(input, sources).map { (input.name, $0) }
          })
        diagnostics += FlakeRules(file, siblings: siblings).diagnostics()
      }
    }
    diagnostics += NixpkgsCalls(sources).diagnostics()
    self.flake = flake
    lock = Self.readLock(sources, &diagnostics)
    self.diagnostics = diagnostics
    if flake != nil {
      layout = graph(nixpkgs: StandIn.path, onDisk: false).map(Layout.flake)
    } else if sources.parsed["flake.nix"] == nil {
      if let main = ["configuration.nix", "default.nix"].first(where: { sources.tree[$0] != nil }) {
        layout = .configuration(main)
      } else {
        self.diagnostics.append(
          .error(
            "no-flake", "there is neither a flake.nix nor a configuration.nix",
            fix: "give the folder that holds one of them"))
      }
    }
  }

  /// The inputs of the flake with a nixpkgs at a path.
  func graph(nixpkgs: String, onDisk: Bool) -> InputGraph? {
    guard let flake else { return nil }
    var resolver = InputGraph.Resolver(
      nixpkgs: nixpkgs,
      flakeInTree: { folder in
        sources.parsed["\(folder)/flake.nix"].flatMap { FlakeFile.read($0.tree).0 }
      },
      existsInTree: { path in
        sources.tree[path] != nil || sources.tree.paths.contains { $0.hasPrefix(path + "/") }
      },
      locked: { path in
        guard onDisk, let lock, let name = lock.resolve(path),
          let path = lock.storePath(of: name)
        else { return nil }
        return .init(
          path: path, revision: lock.nodes[name]?.revision,
          lastModified: lock.nodes[name]?.lastModified)
      })
    resolver.overrides = onDisk ? options.inputs : [:]
    resolver.knowsOptions = !onDisk
    return InputGraph(of: flake, at: CheckedSources.path, resolver: resolver)
  }

  private static func sibling(_ input: FlakeFile.Input, _ sources: CheckedSources) -> FlakeFile? {
    guard var url = input.url else { return nil }
    if url.hasPrefix("path:") { url.removeFirst(5) }
    guard url.hasPrefix("./") else { return nil }
    return sources.parsed["\(url.dropFirst(2))/flake.nix"].flatMap { FlakeFile.read($0.tree).0 }
  }

  private static func readLock(
    _ sources: CheckedSources, _ diagnostics: inout [Diagnostic]
  ) -> FlakeLock? {
    guard let file = sources.file("flake.lock") else { return nil }
    switch FlakeLock.read(file) {
    case .success(let lock): return lock
    case .failure(let error):
      diagnostics.append(error.diagnostic)
      return nil
    }
  }
}
