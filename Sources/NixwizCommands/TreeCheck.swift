import FlakeCheck
import HostModel

/// The check of a tree in memory.
enum TreeCheck {
  static func run(_ tree: RenderedTree, nixpkgs: String?) throws -> CheckReport {
    var options = FlakeChecker.Options()
    options.nixpkgs = nixpkgs
    return FlakeChecker().check(tree, options: options)
  }
}
