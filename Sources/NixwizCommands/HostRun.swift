import FlakeTemplates
import Glibc
import HardwareProbe
import HostModel
import SourceText
import TreeWriter

/// What a run for one host of a flake starts from: its machine, its answers, and the hosts beside it.
struct HostRun {
  var fleet: Fleet
  var facts: ProbeReport
  var sources: AnswerSources
  /// The document of the machine that the host was last planned for.
  var recorded: SourceFile?

  /// Reads all of it.
  ///
  /// - Parameters:
  ///   - snapshot: the records of the flake.
  ///   - host: the name that `--host` gives. A host that the flake does not have joins it.
  ///   - answers: what the command line answers; nil where the files of the flake are all.
  init(
    _ target: String, _ snapshot: TreeSnapshot, host: String?, machine: HardwareOptions,
    answers: AnswerOptions?
  ) throws {
    let roster = try HostRoster(target, snapshot)
    var facts: ProbeReport?
    let name: String?
    if let host {
      name = try HostRoster.checked(host)
    } else if roster.further.isEmpty {
      name = nil
    } else if !machine.isElsewhere, let here = Self.hostName, roster.names.contains(here) {
      name = here
    } else {
      let read = try machine.read()
      facts = read
      name = try roster.host(of: read.hardware)
    }
    let isFirst = name == nil || name == roster.first || roster.first == nil
    let subject = isFirst ? nil : name
    recorded = roster.record(of: name ?? roster.first, isFirst: isFirst)
    let isRemote = host != nil && !machine.isElsewhere && host != Self.hostName
    if isRemote, let recorded {
      self.facts = try Self.read(recorded)
    } else {
      self.facts = try facts ?? machine.read()
    }
    fleet = try roster.fleet(subject: subject)
    sources = try AnswerSources.read(
      answers, file: HostPlace(name ?? "", isFirst: isFirst).answers, target: target)
    if let name { sources.setHostName(name) }
    if let first = fleet.first { sources.join(first.document) }
  }

  /// The machine of a record, with a note that no machine was looked at.
  private static func read(_ record: SourceFile) throws -> ProbeReport {
    let note = Diagnostic(
      .note, code: "recorded-machine",
      "no machine was probed: this one is not called so, and the record in \(record.name) counts",
      fix: "name another report of the machine with --hardware")
    return ProbeReport(hardware: try HostRoster.decode(record), findings: [note])
  }

  /// What this machine is called now.
  static var hostName: String? {
    var name = utsname()
    guard uname(&name) == 0 else { return nil }
    return withUnsafeBytes(of: &name.nodename) { bytes in
      String(decoding: bytes.prefix { $0 != 0 && $0 != UInt8(ascii: ".") }, as: UTF8.self)
    }
  }
}
