import FlakeTemplates
import Glibc
import HostModel
import SourceText
import TextFormats
import TreeWriter

/// The hosts that a flake has, by its files.
struct HostRoster {
  private let target: String
  private let snapshot: TreeSnapshot
  /// The answers of the flake, which are those of its first host.
  private let answers: SourceFile?
  private let document: AnswersDocument
  /// The name of the first host; nil in a new flake, and where its answers do not name it.
  let first: String?
  /// The names of the hosts that have an answers.nix of their own and a record of their machine.
  let further: [String]

  init(_ target: String, _ snapshot: TreeSnapshot) throws {
    self.target = target
    self.snapshot = snapshot
    answers = try InputFile.readIfPresent("\(target)/\(AnswerSources.fileName)")
    document = answers.map { AnswersDocument.parse($0).0 } ?? AnswersDocument()
    // Records lie where others may write: what is no host name is no host.
    let recorded = snapshot.hosts.filter { TextRule.hostName.problem($0) == nil }
    var first = recorded.count == 1 ? recorded[0] : nil
    if case .text(let name)? = document[AnswerKey.hostName.id]?.value { first = name }
    self.first = first
    further = recorded.filter { name in
      name != first && access("\(target)/\(Self.place(name).answers)", F_OK) == 0
    }
  }

  /// All hosts, the first one first.
  var names: [String] { (first.map { [$0] } ?? []) + further }

  private static func place(_ name: String) -> HostPlace { HostPlace(name, isFirst: false) }

  /// A name from the command line; throws for what can be none.
  static func checked(_ name: String) throws -> String {
    guard let problem = TextRule.hostName.problem(name) else { return name }
    throw CommandFailure(.usage, code: "host-name", "--host: \(problem.message)", fix: problem.fix)
  }

  /// The record of a host's machine.
  func record(of name: String?, isFirst: Bool) -> SourceFile? {
    guard let name else { return nil }
    // A tree of version 0.1.0 holds one record, that of its only host.
    return isFirst || snapshot.hosts.contains(name) ? snapshot.hardware(of: name) : nil
  }

  /// The host whose record is of the same computer; throws unless there is exactly one.
  func host(of hardware: Hardware) throws -> String {
    let matching = names.filter { name in
      guard let record = record(of: name, isFirst: name == first),
        case .success(let known) = HardwareDocument.decode(record)
      else { return false }
      return known.dmi.computer == hardware.dmi.computer && known.system == hardware.system
    }
    if matching.count == 1 { return matching[0] }
    throw CommandFailure(
      .usage, code: "which-host",
      "\(target) has the hosts \(names.joined(separator: ", ")), and "
        + (matching.isEmpty ? "this machine is none of them" : "several are of this computer"),
      fix: "name one with --host; a new name adds a host")
  }

  /// The hosts beside one; nil for the first.
  func fleet(subject: String?) throws -> Fleet {
    var fleet = Fleet(subject: subject)
    fleet.others = try further.filter { $0 != subject }.map { try member($0, isFirst: false) }
    if subject != nil, let first { fleet.first = try member(first, isFirst: true) }
    return fleet
  }

  private func member(_ name: String, isFirst: Bool) throws -> Fleet.Member {
    guard let record = record(of: name, isFirst: isFirst) else {
      throw CommandFailure(
        .usage, code: "no-record", "\(target) holds no record of the machine of \(name)",
        fix: "record it with 'nixwiz generate --host \(name)', there or with --hardware")
    }
    let file = try InputFile.read("\(target)/\(HostPlace(name, isFirst: isFirst).answers)")
    let (document, problems) = AnswersDocument.parse(file)
    guard !problems.contains(where: { $0.severity == .error }) else {
      throw CommandFailure(.usage, problems)
    }
    return Fleet.Member(
      name: name, hardware: try Self.decode(record), record: record.bytes, document: document,
      file: file)
  }

  static func decode(_ record: SourceFile) throws -> Hardware {
    switch HardwareDocument.decode(record) {
    case .success(let hardware): return hardware
    case .failure(let error): throw CommandFailure(.unreadableMachine, [error.diagnostic])
    }
  }
}
