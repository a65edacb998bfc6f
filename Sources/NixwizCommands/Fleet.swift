import FlakeTemplates
import HostModel
import SourceText
import TreeWriter

/// The hosts of a flake: the one that a run is about, and those beside it.
///
/// The first host is the one of the flake's answers.nix. Each further one has an answers.nix in its own
/// folder, whose answers come before those of the first, and is planned from the record of its machine:
/// a run probes one machine and must not touch what is made for the others.
struct Fleet: Sendable {
  /// A host beside the one of the run.
  struct Member: Sendable {
    var name: String
    var hardware: Hardware
    /// The record of the machine, as it stands on the disk.
    var record: [UInt8]
    /// What its own file says.
    var document: AnswersDocument
    var file: SourceFile
  }

  /// The name of the host of the run; nil for the first one, whatever its answers call it.
  var subject: String?
  /// The first host, when it is not that of the run.
  var first: Member?
  /// Further hosts but that of the run, sorted by name.
  var others: [Member] = []

  /// A flake of one host.
  static let alone = Fleet()

  /// All hosts but that of the run.
  var members: [Member] { (first.map { [$0] } ?? []) + others }

  /// The plans of all hosts in the order of the flake, with that of the run, which was made by
  /// `document`, among them.
  func plans(with plan: Plan, by document: AnswersDocument) throws -> [Plan] {
    let shared = first?.document ?? document
    var further = try others.map { try Self.plan($0, $0.document.joining(shared)) }
    if let first {
      let head = try Self.plan(first, (first.document, []))
      further.append(plan)
      return [head] + further.sorted { $0.host.name < $1.host.name }
    }
    return [plan] + further
  }

  private static func plan(
    _ member: Member, _ document: (AnswersDocument, [Diagnostic])
  ) throws -> Plan {
    let (answers, _) = Answers.resolve(document.0, hardware: member.hardware)
    do throws(PlanFailure) {
      guard !document.1.contains(where: { $0.severity == .error }) else {
        throw PlanFailure(document.1.map { PlanFailure.Problem(questions: [], diagnostic: $0) })
      }
      return try Plan.make(hardware: member.hardware, answers: answers)
    } catch {
      throw CommandFailure(
        .usage,
        error.diagnostics.map { diagnostic in
          var diagnostic = diagnostic
          diagnostic.message = "host \(member.name): \(diagnostic.message)"
          return diagnostic
        })
    }
  }

  /// The documents of all machines but that of the run, by host.
  var records: [String: [UInt8]] {
    Dictionary(members.map { ($0.name, $0.record) }) { first, _ in first }
  }

  /// A tree with the files of the other hosts as they are, so that a run for one host changes no
  /// other: their texts as last generated stand for what would be generated now.
  ///
  /// One thing follows the host of the run: where another host no longer shares a module with it, that
  /// gets a copy, and the list of its modules names the copy.
  func retaining(_ tree: RenderedTree, _ snapshot: TreeSnapshot) -> RenderedTree {
    var tree = tree
    for member in members {
      let place = HostPlace(member.name, isFirst: member.name == first?.name)
      let paths = tree.paths.filter { tree[$0]?.host == member.name }
      let isModule = { (path: String) in path.hasPrefix("\(place.modules)/") }
      let known = Set(snapshot.manifest?.files.keys.filter(isModule) ?? [])
      let changesModules = !known.isEmpty && known != Set(paths.filter(isModule))
      for path in paths where !(changesModules && path == place.importList) {
        if let base = snapshot.base(of: path) { tree[path]?.bytes = base }
      }
      if snapshot.base(of: place.answers) == nil { tree[place.answers]?.bytes = member.file.bytes }
    }
    return tree
  }
}
