import FlakeCheck
import Glibc
import HostModel
import SourceText
import Synchronization
import TreeWriter

/// The check of a tree, as `generate` and `check` do it. One that checks several trees keeps what does
/// not differ between them: a check takes 2 to 18 ms then instead of 47.
final class TreeCheck: Sendable {
  /// Somebody did not want to wait for the check.
  struct Stopped: Error {}

  /// One check at a time; a second waits.
  private let session: Mutex<FlakeChecker.Session>

  /// - Parameter isRepeated: whether one tree after the other will be checked, as a wizard does. To
  ///   be ready for the next tree costs a tenth of the first check.
  init(facts: PackedFacts? = .embedded, isRepeated: Bool = false) {
    session = Mutex(FlakeChecker.Session(FlakeChecker(facts: facts), isRepeated: isRepeated))
  }

  /// The facts that `nixwiz facts extract` has written into a folder.
  static func facts(in folder: String) throws -> PackedFacts {
    do { return try FactFolder.read(folder) } catch {
      throw CommandFailure(.usage, code: error.code, error.message, fix: error.fix)
    }
  }

  /// Judges a tree in memory: by the embedded facts, and against a nixpkgs where one is named.
  /// Throws `Stopped` when that was done through the watch.
  func run(
    _ tree: RenderedTree, nixpkgs: String?, hosts: [String] = [], inputs: [String: String] = [:],
    watch: CheckWatch? = nil
  ) throws -> CheckReport {
    var options = FlakeChecker.Options()
    options.hosts = hosts
    options.inputs = inputs
    options.nixpkgs = try nixpkgs.map(Self.sourceTree)
    options.watch = watch
    let report = session.withLock { [options] in $0.check(tree, options: options) }
    if watch?.isStopped == true { throw Stopped() }
    return report
  }

  /// The folder of a plan as it would be, files that are not ours included: the user's modules may
  /// import them. A folder that is too large for a configuration counts without them.
  static func whole(_ plan: WritePlan, in folder: String) -> RenderedTree {
    var (tree, problems) = TreeLoader.load(folder)
    guard !problems.contains(where: { $0.severity == .error }) else { return plan.result }
    for change in plan.changes {
      tree[change.path] = change.after.map { RenderedTree.File(bytes: $0) }
    }
    return tree
  }

  /// The path without links of something that must exist.
  static func absolute(_ path: String) throws -> String {
    guard let real = realpath(path, nil) else {
      let reason = String(cString: strerror(errno))
      throw CommandFailure(.usage, code: "cannot-read", "cannot read \(path): \(reason)")
    }
    defer { free(real) }
    return String(cString: real)
  }

  /// The path of a nixpkgs, after a look whether it is one.
  static func sourceTree(_ path: String) throws -> String {
    let absolute = try absolute(path)
    guard access("\(absolute)/nixos/lib/eval-config.nix", R_OK) == 0 else {
      throw CommandFailure(
        .usage, code: "no-nixpkgs", "\(path) is no source tree of nixpkgs",
        fix: "name a folder that holds nixos/lib/eval-config.nix")
    }
    return absolute
  }
}
