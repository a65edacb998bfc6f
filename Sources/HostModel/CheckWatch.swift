import Synchronization

/// A check under way, as another thread sees it: what it is at, and the way to stop it.
///
/// One is made for each check that somebody may want to stop. A stop that comes before the check has
/// begun holds as well.
package final class CheckWatch: Sendable {
  /// What a check does. Each stage is done for the whole tree but the last.
  package enum Stage: Sendable, Hashable {
    /// Planning, rendering, parsing.
    case preparing
    /// Evaluating against the built-in stand-in for nixpkgs.
    case facts
    /// Evaluating a host against a real nixpkgs; hosts are counted from 1.
    case host(String, number: Int, of: Int)
  }

  /// How far a check is.
  package struct Progress: Sendable, Hashable {
    package var stage: Stage
    /// The files that this stage has read so far.
    package var files: Int
    /// Whole seconds since the check was asked for.
    package var seconds: Int

    package init(stage: Stage = .preparing, files: Int = 0, seconds: Int = 0) {
      self.stage = stage
      self.files = files
      self.seconds = seconds
    }
  }

  private struct State {
    var progress = Progress()
    var isStopped = false
    /// Ends the stage.
    var end: @Sendable () -> Void = {}
  }

  private let state = Mutex(State())
  private let start = ContinuousClock.now

  package init() {}

  package var progress: Progress {
    var progress = state.withLock { $0.progress }
    progress.seconds = Int((ContinuousClock.now - start).components.seconds)
    return progress
  }

  package var isStopped: Bool { state.withLock { $0.isStopped } }

  /// Ends the check soon; its report is worth nothing then.
  package func stop() {
    let end = state.withLock { state in
      state.isStopped = true
      return state.end
    }
    end()
  }

  /// Says what the check is at; `end` is called from any thread to end it.
  package func enter(_ stage: Stage, end: @escaping @Sendable () -> Void) {
    let isStopped = state.withLock { state in
      state.progress = Progress(stage: stage, files: 0)
      state.end = end
      return state.isStopped
    }
    if isStopped { end() }
  }

  package func countFile() { state.withLock { $0.progress.files += 1 } }
}
