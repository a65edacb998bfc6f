import HostModel
import NixEval

/// The tree that an evaluator checks, which the tree of the next check takes the place of.
///
/// After a check without findings the values of the last tree are kept and only what differs is
/// evaluated again (`Evaluator.exchangeFiles`). They hold no words, though: warnings are said once, and
/// an error is found while something is evaluated. So where either check has something to say, all values
/// of the tree are made anew, so that a report is always what a fresh check gives.
final class ExchangedTree {
  private let evaluator: Evaluator
  /// The share of the values made from the tree up to which evaluating what differs costs less than
  /// evaluating all anew.
  private let largestShare: Double
  private var tree: RenderedTree?
  private var roots: [String: Value] = [:]
  /// Whether values of the tree before are in use, so that nothing found in the tree is final.
  private(set) var isExchanged = false
  /// Whether the check of this tree has ended and had nothing to say.
  private var isClean = false

  init(_ evaluator: Evaluator, largestShare: Double) {
    self.evaluator = evaluator
    self.largestShare = largestShare
  }

  /// Takes a tree for the one before. The files that the evaluator reads must be its own already.
  ///
  /// - Parameters:
  ///   - outsideDiffers: whether builtins answer otherwise for this tree.
  ///   - reach: forces what leads to the calls of `nixwizRepeat`.
  func exchange(
    for next: RenderedTree, outsideDiffers: Bool, reach: () throws -> Void = {}
  ) {
    let last = tree
    tree = next
    if isClean, let last {
      isExchanged = evaluator.exchangeFiles(
        Self.files(of: next), differ: last.files != next.files, outsideDiffers: outsideDiffers,
        limit: largestShare, reach: reach)
    } else {
      isExchanged = false
    }
    isClean = false
    if !isExchanged { forget() }
  }

  /// Evaluates the tree; once more with nothing of the tree before where there is something to say, as
  /// that may not be all.
  ///
  /// - Parameters:
  ///   - isSilent: whether the evaluation had nothing to say.
  ///   - reset: takes back what it said.
  func evaluate(_ body: () -> Void, isSilent: () -> Bool, reset: () -> Void) {
    body()
    if isExchanged, !isSilent() {
      reset()
      forget()
      body()
    }
    isClean = isSilent()
  }

  /// Forgets all values of the tree.
  private func forget() {
    isExchanged = false
    roots = [:]
    evaluator.forgetFiles(below: CheckedSources.path)
  }

  /// The value of an expression about the tree, the same one as in the last check where it is kept.
  func root(_ expression: String, name: String) throws(EvaluationFailure) -> Value {
    if let known = roots[expression] { return known }
    let root = try evaluator.delay(expression, name: name)
    roots[expression] = root
    return root
  }

  private static func files(of tree: RenderedTree) -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for (path, file) in tree.files { files["\(CheckedSources.path)/\(path)"] = file.bytes }
    return files
  }
}
