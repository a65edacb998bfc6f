/// What an evaluation may do and how far it may go.
package struct EvaluationSettings: Sendable {
  /// Pure evaluation: nothing depends on the machine or the moment.
  package var isPure = false
  /// Only the search path may be read.
  package var isRestricted = false
  /// Whether `import` of what a build makes is allowed at all; nothing here builds either way.
  package var allowsImportFromDerivation = true
  /// `builtins.currentSystem`.
  package var system = "x86_64-linux"
  package var searchPath: [SearchPathEntry] = []
  /// Where relative entries of the search path start.
  package var workingFolder = "/"
  /// Files and folders that may be read besides what evaluation puts into the store; nil for all
  /// that the `EvalIO` gives.
  package var allowedPaths: [String]?
  /// What restricted evaluation may fetch: URIs, with all that is below them.
  package var allowedURIs: [String] = []
  /// `builtins.currentTime` in seconds; nil for the clock.
  package var currentTime: Int?
  package var storeDirectory = "/nix/store"
  /// Whether `builtins.traceVerbose` prints.
  package var tracesVerbosely = false
  /// `builtins.warn` ends the evaluation.
  package var abortsOnWarning = false
  /// Complaints about literals, all off unless named here.
  package var lints: [Lint: Lint.Level] = [:]
  /// Calls within calls, as Nix's `max-call-depth`.
  package var maximumCallDepth = 10_000
  /// Bytes the evaluator may use for values.
  package var memoryLimit = MachineMemory.evaluationLimit
  /// Seconds of wall time.
  package var timeLimit: Double?
  /// Function calls in all: an end for endless loops that does not depend on the machine.
  package var callLimit: Int?
  /// The folder whose files another evaluation of the same evaluator may exchange for others; see
  /// `Evaluator.forgetFiles`.
  package var exchangedFolder: String?
  /// Whether values remember which parts of these files they were made from, so that
  /// `Evaluator.exchangeFiles` can keep all others. Evaluating takes a tenth longer with it.
  package var tracksDependencies = false
  /// Whether they remember each value that was read rather than the parts alone: more memory, and less to
  /// evaluate again where nothing is said about where differences end; see `Traces`.
  package var tracesReads = false
  /// Ends of the paths of files whose functions remember their calls; see `RememberedCalls`.
  package var rememberedFunctions: [String] = []
  /// Whether sets may have attributes that they do not list; see `UnlistedAttributes.swift`.
  package var hasUnlistedAttributes = false
  /// Parts of Nix that are off by default; flakes are what this program is about.
  package var experimentalFeatures: Set<ExperimentalFeature> = [.fetchTree, .flakes]
  /// Where `builtins.trace` and warnings go; nil for standard error.
  package var messageHandler: (@Sendable (EvaluationMessage) -> Void)?

  package init() {}
}

/// Something said during evaluation.
package struct EvaluationMessage: Sendable, Equatable {
  package enum Kind: String, Sendable {
    case trace
    /// By `builtins.warn` and the like.
    case warning = "evaluation warning"
    /// By the language itself: something deprecated.
    case deprecation = "warning"
  }

  package let kind: Kind
  package let text: String
}
