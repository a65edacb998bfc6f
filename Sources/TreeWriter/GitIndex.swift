import Glibc

/// Makes files known to git: a flake in a repository consists of what git knows, and Nix does not
/// see any other file.
///
/// Nothing is staged or committed; a file is only announced (`git add --intent-to-add`). That it
/// cannot be done is never a failure of the write.
package enum GitIndex {
  package enum Outcome: Sendable, Hashable {
    /// Not in a repository, or nothing to announce.
    case unneeded
    case done
    /// There is a repository, and no git to be found.
    case noGit
    /// git ended with a status other than 0, or did not end.
    case failed
  }

  /// How long git may take: it waits for no one, but file systems may hang.
  private static let limitSeconds = 10.0

  /// Announces files, by their paths in a folder.
  package static func announce(
    _ paths: [String], in folder: String,
    search: String? = getenv("PATH").map { String(cString: $0) }
  ) -> Outcome {
    guard !paths.isEmpty, isInRepository(folder) else { return .unneeded }
    guard let git = executable("git", in: search ?? "") else { return .noGit }
    let options = ["-C", folder, "--literal-pathspecs", "-c", "core.fsmonitor=false"]
    return run([git] + options + ["add", "--intent-to-add", "--"] + paths) == 0 ? .done : .failed
  }

  /// A folder in or below which git keeps a work tree; in linked ones `.git` is a file.
  private static func isInRepository(_ folder: String) -> Bool {
    var folder = folder
    while FileInfo(at: "\(folder)/.git") == nil {
      guard folder != "/" else { return false }
      folder = TreeTransaction.parent(of: folder)
    }
    return true
  }

  private static func executable(_ name: String, in search: String) -> String? {
    search.split(separator: ":").filter { $0.hasPrefix("/") }.map { "\($0)/\(name)" }
      .first { access($0, X_OK) == 0 }
  }

  /// Runs a program without input and output; its exit status, or nil when it did not end well.
  private static func run(_ arguments: [String]) -> Int32? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in 0...2 as ClosedRange<Int32> {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
    }
    let words = arguments.map { strdup($0) }
    let variables = environment.map { strdup($0) }
    defer { for pointer in words + variables { free(pointer) } }
    var process = pid_t()
    guard
      posix_spawn(&process, arguments[0], &actions, nil, words + [nil], variables + [nil]) == 0
    else { return nil }
    return wait(for: process)
  }

  /// Ours, without what would send git to another repository.
  private static var environment: [String] {
    var variables: [String] = []
    var place = environ
    while let text = place.pointee {
      variables.append(String(cString: text))
      place += 1
    }
    let foreign = ["GIT_DIR=", "GIT_WORK_TREE=", "GIT_INDEX_FILE=", "GIT_PREFIX="]
    return variables.filter { variable in !foreign.contains { variable.hasPrefix($0) } }
      + ["GIT_TERMINAL_PROMPT=0"]
  }

  private static func wait(for process: pid_t) -> Int32? {
    var status: Int32 = 0
    let step: UInt32 = 2_000
    for _ in 0..<Int(limitSeconds * 1e6 / Double(step)) {
      let ended = waitpid(process, &status, WNOHANG)
      if ended == process { return status & 0x7f == 0 ? (status >> 8) & 0xff : nil }
      if ended < 0, errno != EINTR { return nil }
      usleep(step)
    }
    kill(process, SIGKILL)
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return nil
  }
}
