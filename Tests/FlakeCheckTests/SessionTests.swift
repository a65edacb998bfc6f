@testable import FlakeCheck
import HostModel
import TestSupport
import Testing

/// A session shares evaluated values between its checks; no report may show it.
@Suite struct SessionTests {
  /// Every third tree of `Tests/Checks`: each is evaluated three times.
  static let trees = Fixture.names(in: Golden.root + "/Checks").enumerated().compactMap {
    $0.offset % 3 == 0 ? TreeLoader.load(Golden.root + "/Checks/" + $0.element).0 : nil
  }

  /// Every tree after a different one than before, in both directions.
  @Test func reportsAreThoseOfFreshChecks() {
    let fresh = Self.trees.map { FlakeChecker().check($0) }
    let session = FlakeChecker.Session()
    for index in Array(Self.trees.indices) + Self.trees.indices.reversed() {
      let report = session.check(Self.trees[index])
      #expect(report.findings == fresh[index].findings)
      #expect(report.hosts == fresh[index].hosts)
    }
  }

  /// A new answer stops the check of the one before, which may be over by then.
  @Test func aLateStopLeavesTheEvaluatorToTheNextCheck() {
    let session = FlakeChecker.Session()
    var options = FlakeChecker.Options()
    let watch = CheckWatch()
    options.watch = watch
    let first = session.check(Self.trees[0], options: options)
    let evaluator = session.evaluators.standIn
    #expect(evaluator != nil)
    watch.stop()
    #expect(session.check(Self.trees[0]).findings == first.findings)
    #expect(session.evaluators.standIn === evaluator)
  }

  /// The same path with another content, and names that only the later tree mentions.
  @Test func changedFilesAreReadAnew() {
    func tree(_ expression: String) -> RenderedTree {
      var tree = RenderedTree()
      let flake =
        "{ outputs = { self, nixpkgs }: { packages.x86_64-linux.default = import ./package.nix nixpkgs; }; }"
      tree["flake.nix"] = RenderedTree.File(bytes: Array(flake.utf8))
      tree["package.nix"] = RenderedTree.File(bytes: Array(expression.utf8))
      return tree
    }
    let good = tree("nixpkgs: nixpkgs.legacyPackages.x86_64-linux.hello")
    let bad = tree("nixpkgs: nixpkgs.legacyPackages.x86_64-linux.helo")
    let session = FlakeChecker.Session()
    for (tree, isAccepted) in [(good, true), (bad, false), (good, true), (bad, false)] {
      #expect(session.check(tree).accepted == isAccepted)
    }
  }

  /// An evaluation that failed half way, or was stopped by a limit, leaves nothing behind.
  @Test(arguments: [
    "let f = x: f (x + 1); in f 0", "builtins.genList (x: x) 2000000000",
  ])
  func hostileConfigurationsLeaveNothing(expression: String) {
    var hostile = RenderedTree()
    let text = "{ outputs = { self }: { packages = \(expression); }; }"
    hostile["flake.nix"] = RenderedTree.File(bytes: Array(text.utf8))
    var options = FlakeChecker.Options()
    options.memoryLimit = 256 << 20
    let session = FlakeChecker.Session()
    let fresh = FlakeChecker().check(Self.trees[0], options: options)
    #expect(!session.check(hostile, options: options).accepted)
    #expect(session.check(Self.trees[0], options: options).findings == fresh.findings)
  }
}
