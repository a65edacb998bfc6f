import NixStore

/// One evaluation: settings, files, symbols, values and everything that they hang off.
///
/// Not `Sendable`: one thread at a time uses an evaluator. The entry points (`EvaluatorAPI.swift`)
/// run on a large stack of their own. Several evaluators may exist at once and share nothing; all
/// values of an evaluator die with it.
package final class Evaluator {
  package let settings: EvaluationSettings
  /// What evaluation reads: the files it was given, and in the store what it put there itself.
  package let io: any EvalIO
  let storeView: StoreView
  /// What values were made from; noted only where `tracksDependencies`.
  let dependencies: Dependencies
  let tracksDependencies: Bool
  /// Whether these are traces of reads.
  let tracesReads: Bool
  /// Of the computation that is made again.
  @exclusivity(unchecked) var guide: Guide?
  package let arena: Arena
  package let symbols: SymbolTable
  /// Stops this evaluation; may be used from any thread.
  package let interruption: Interruption
  let builtins: BuiltinTable
  /// An attribute set of no attributes.
  package let emptySet: AttributeSet
  /// Names that every file sees, and the values of those that are not constants.
  let rootEnvironment: Environment

  var sourceMap = SourceMap()
  /// Values of files that were imported, by path.
  var importedFiles: [String: Value] = [:]
  /// Store paths of files and folders that were copied, by path.
  var copiedPaths: [String: String] = [:]
  /// Digests of what was copied, and under which names does not matter.
  var sourceDigests: [String: Digest] = [:]
  /// Paths of these and of the folders above, with symbolic links resolved.
  var resolvedPaths: [String: String] = [:]
  /// Bound texts that a later evaluation may read again.
  var codeOfTexts: [SourceMap.Origin: (bytes: [UInt8], code: Node)] = [:]
  /// That of files that an exchange took away: they may come back, as where an answer is taken back.
  var codeOfGoneFiles: [SourceMap.Origin: (bytes: [UInt8], code: Node)] = [:]
  /// State that a topic of builtins keeps for the evaluation, such as compiled patterns.
  package var caches: [ObjectIdentifier: AnyObject] = [:]
  /// The variables of the file that is being bound; between files the globals.
  var scope = Scope(globals: [])
  /// How many calls are active; bounded by `settings.maximumCallDepth`.
  var callDepth = 0
  /// Calls that may still be made; counts down also when there is no limit.
  var callsLeft: Int
  /// The stack that evaluation runs on, while it runs.
  var stack: EvaluationStack?

  package init(
    settings: EvaluationSettings = EvaluationSettings(), io: any EvalIO = DiskIO(),
    extraBuiltins: [Builtin] = []
  ) {
    self.settings = settings
    let dependencies = Dependencies()
    self.dependencies = dependencies
    let tracked = settings.tracksDependencies ? settings.exchangedFolder : nil
    tracksDependencies = tracked != nil
    tracesReads = tracked != nil && settings.tracesReads
    if tracesReads { dependencies.traces = Traces() }
    let interruption = Interruption()
    self.interruption = interruption
    storeView = StoreView(
      over: io.stopping(when: { interruption.raised != .none }),
      storeDirectory: settings.storeDirectory,
      access: settings.allowedPaths.map {
        AccessRule(allowed: $0.map(CanonicalPath.make), isPure: settings.isPure)
      }, noting: tracked.map { ($0, dependencies) })
    self.io = storeView
    arena = Arena(limit: settings.memoryLimit, interruption: interruption)
    symbols = SymbolTable(arena: arena)
    callsLeft = settings.callLimit ?? .max
    builtins = BuiltinTable(BuiltinTable.standard + extraBuiltins, symbols: symbols)
    emptySet = arena.emptySet
    rootEnvironment = Environment.make(
      slots: BuiltinTable.lazyGlobalCount, parent: Environment.root(in: arena), in: arena)
    defineGlobals()
  }

  deinit {
    symbols.destroy()
    builtins.destroy()
    arena.destroy()
  }

  /// Counts of what was done so far, for `--stats` and the benchmarks.
  package var statistics: Statistics {
    Statistics(
      calls: (settings.callLimit ?? .max) - callsLeft, symbols: symbols.count,
      files: importedFiles.count, arenaBytes: arena.usedBytes)
  }

  package struct Statistics: Sendable {
    package let calls: Int
    package let symbols: Int
    package let files: Int
    package let arenaBytes: Int
  }
}
