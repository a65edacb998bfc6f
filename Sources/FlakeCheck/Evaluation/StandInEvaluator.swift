import NixEval
import Synchronization

/// An evaluator with the stand-in for nixpkgs, for one check after the other.
///
/// Its library, its types and the names of all packages are evaluated in the first check and shared
/// by all. That is sound because they are closed: `base.nix` of the stand-in is applied to nothing
/// that comes from a configuration, names no path outside of the stand-in, and asks for no fact that
/// differs between trees (`mentioned`, open scopes) nor makes remarks. What belongs to one
/// check, the tree and what was made from it, is exchanged by `prepare`.
final class StandInEvaluator {
  let evaluator: Evaluator
  let remarks = RemarkCollector()
  let messages = MessageCollector()
  let tree: ExchangedTree
  private let files: ExchangeableIO
  private let mentioned: MentionedNames
  /// The release that the last tree follows.
  private var release: String?
  /// The files of the stand-in.
  private let standIn: any EvalIO
  private let timeLimit: Double
  private let memoryLimit: Int

  /// Memory that several checks may fill before the next starts afresh. One check takes
  /// 5 to 10 MB.
  private static let reuseLimit = 256 << 20

  /// - Parameter isKept: whether other checks will follow.
  init(facts: PackedFacts, options: FlakeChecker.Options, isKept: Bool) {
    standIn = StandIn.mounted(over: NoFilesIO(), facts: facts)
    timeLimit = options.timeLimit
    memoryLimit = options.memoryLimit
    var settings = EvaluationSettings()
    settings.isPure = true
    settings.timeLimit = options.timeLimit
    settings.memoryLimit = options.memoryLimit
    settings.exchangedFolder = CheckedSources.path
    settings.tracksDependencies = isKept
    settings.hasUnlistedAttributes = true
    settings.messageHandler = { [messages] in messages.add($0) }
    files = ExchangeableIO(NoFilesIO())
    mentioned = MentionedNames()
    let builtins = FactBuiltins(facts: facts, mentioned: mentioned, remarks: remarks)
    evaluator = Evaluator(settings: settings, io: files, extraBuiltins: builtins.table)
    tree = ExchangedTree(evaluator, largestShare: 0.4)
  }

  /// Whether another check may use it.
  func isReusable(for options: FlakeChecker.Options) -> Bool {
    timeLimit == options.timeLimit && memoryLimit == options.memoryLimit
      && evaluator.isReusable(below: Self.reuseLimit)
  }

  /// Puts the tree of the next check in the place of the last one's. `reach` forces the hosts.
  func prepare(
    for sources: CheckedSources, release: String?, reach: () throws -> Void
  ) {
    files.exchange(
      for: OverlayIO(
        tree: sources.entries, at: CheckedSources.path,
        over: standIn))
    let namesDiffer = mentioned.set(sources.mentionedNames)
    remarks.removeAll()
    messages.removeAll()
    tree.exchange(
      for: sources.tree, outsideDiffers: namesDiffer || release != self.release, reach: reach)
    self.release = release
  }
}

/// Every identifier of the user's files: names that values nobody knows must answer to.
final class MentionedNames: Sendable {
  private let names = Mutex<[String]>([])

  /// Tells whether the names differ from those before.
  func set(_ names: Set<String>) -> Bool {
    let sorted = names.sorted()
    return self.names.withLock { names in
      defer { names = sorted }
      return names != sorted
    }
  }

  var sorted: [String] { names.withLock { $0 } }
}
