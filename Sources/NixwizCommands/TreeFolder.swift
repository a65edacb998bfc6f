import Glibc
import SourceText
import TreeWriter

/// The folder of a flake that an earlier run wrote, for commands that work on one.
enum TreeFolder {
  /// The folder that the command line names; else the current one, or `nixos-config` in it, where
  /// `generate` puts a flake. Ends with `.usage` when nixwiz wrote none there.
  static func open(_ name: String?) throws -> (TreeWriter, TreeSnapshot) {
    let candidates = name.map { [$0] } ?? [".", PlaceOptions.standard]
    for candidate in candidates {
      let writer = try WriteFailure.asCommandFailure { try TreeWriter(target: candidate) }
      let snapshot = try WriteFailure.asCommandFailure {
        try writer.read(paths: [AnswerSources.fileName])
      }
      if snapshot.manifest != nil { return (writer, snapshot) }
      guard snapshot.problems.isEmpty else { throw CommandFailure(.usage, snapshot.problems) }
    }
    throw CommandFailure(
      .usage, code: "no-tree", "\(candidates[0]) holds no flake that nixwiz wrote",
      fix: "name its folder, or make one with 'nixwiz generate'")
  }
}
