import HostModel
import NixEval

/// An evaluator with a real nixpkgs, for one host after the other.
///
/// Shared are the files of nixpkgs and of inputs, parsed, and their values: they name no path in the
/// checked tree, which stands where no real store has anything.
final class NixpkgsEvaluator {
  let evaluator: Evaluator
  let messages = MessageCollector()
  let tree: ExchangedTree
  private let files = ExchangeableIO(NoFilesIO())
  private let memoryLimit: Int
  private let timeLimit: Double

  /// The first full evaluation takes 700 to 900 MB, the next ones 10 to 300 each. On a machine with
  /// little memory the limit is that of one evaluation.
  private static let reuseLimit = min(2 << 30, EvaluationSettings().memoryLimit)

  /// The file of nixpkgs whose function makes a package set, and the one here that calls an input.
  private static let rememberedFunctions = [
    "/pkgs/top-level/default.nix", "\(StandIn.path)/call-input.nix",
  ]

  /// What pure evaluation may read; nil when it is not pure.
  private let readable: [String]?

  /// - Parameters:
  ///   - readable: paths that pure evaluation may read; nil for evaluation that is not pure.
  ///   - isKept: whether other checks will follow.
  init(options: FlakeChecker.Options, readable: [String]?, isKept: Bool) {
    self.readable = readable
    memoryLimit = options.memoryLimit
    timeLimit = options.timeLimit
    var settings = EvaluationSettings()
    settings.timeLimit = max(options.timeLimit, 600)
    settings.memoryLimit = options.memoryLimit
    settings.messageHandler = { [messages] in messages.add($0) }
    settings.isPure = readable != nil
    settings.allowedPaths = readable
    settings.exchangedFolder = CheckedSources.path
    settings.tracksDependencies = isKept
    settings.tracesReads = isKept
    settings.rememberedFunctions = Self.rememberedFunctions
    evaluator = Evaluator(settings: settings, io: files)
    // With traces there is no share to be told; but values may pile up, and then all are made anew.
    tree = ExchangedTree(evaluator, largestShare: 0.2)
  }

  /// Whether another host may be evaluated in it. After a warning not: it may come from a value of
  /// nixpkgs that is shared, and would not be given for the next host.
  func isReusable(for options: FlakeChecker.Options, readable: [String]?) -> Bool {
    self.readable == readable && timeLimit == options.timeLimit
      && memoryLimit == options.memoryLimit
      && messages.warnings(since: 0).isEmpty
      && evaluator.isReusable(below: min(Self.reuseLimit, memoryLimit / 2))
  }

  /// Puts the tree of a check in the place of the last one's.
  func prepare(for sources: CheckedSources, watch: CheckWatch?) {
    let caller = ["call-flake.nix", "call-input.nix", "unknown-flake.nix", "cost.nix"].compactMap {
      name in
      StandIn.files[name].map { (name, OverlayIO.Entry.file($0)) }
    }
    let mounted = OverlayIO(
      tree: sources.entries, at: CheckedSources.path,
      over: OverlayIO(tree: Dictionary(uniqueKeysWithValues: caller), at: StandIn.path))
    files.exchange(for: watch.map { CountedIO(base: mounted, watch: $0) } ?? mounted as any EvalIO)
    messages.removeAll()
    tree.exchange(for: sources.tree, outsideDiffers: false)
  }
}
