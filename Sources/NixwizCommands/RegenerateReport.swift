import HostModel
import SourceText
import TextFormats
import TreeWriter

/// What `regenerate` found and did, for people and as JSON.
struct RegenerateReport {
  var drift: Drift
  var proposal: Proposal
  var target: String
  /// Whether the files were written, or needed no writing.
  var isWritten = false

  private var host: String { proposal.generation.plan.host.name }

  /// Whether there is anything to tell: the machine is another, or files change.
  var isDrift: Bool { !drift.hardware.isEmpty || proposal.writePlan.changesFiles }

  /// The report for people.
  var text: String {
    var out = headline + "\n"
    if !drift.hardware.isEmpty {
      var table = TextTable()
      for change in drift.hardware {
        table.add(
          change.severity.rawValue, Terminal.visible(change.subject),
          Terminal.visible(change.message))
      }
      out += "\nHardware\n\(table.text)"
    }
    if !drift.decisions.isEmpty {
      var table = TextTable()
      for change in drift.decisions {
        table.add(
          change.subject, Terminal.visible(change.words), Terminal.visible(change.reason))
      }
      out += "\nDecisions that follow\n\(table.text)"
    }
    if let version = drift.earlierVersion {
      out +=
        "\nnixwiz \(Terminal.visible(version)) wrote these files, this is \(Version.text): "
        + "its templates may differ.\n"
    }
    let next =
      isWritten && proposal.writePlan.changesFiles
      ? "\n" + NextSteps(plan: proposal.generation.plan, target: target).text : ""
    return out + "\n\(CheckText(proposal.check).line)\n\n"
      + FileTable(proposal.writePlan).text(done: isWritten, target: target) + next
  }

  private var headline: String {
    let name = "Host \(Terminal.visible(host))"
    guard let worst = drift.hardware.first?.severity else {
      return proposal.writePlan.changesFiles
        ? "\(name): the machine is the same, but its files change" : "\(name): nothing changed"
    }
    return "\(name): the machine changed (\(worst.rawValue))"
  }

  /// A line for every change; nothing without any.
  var lines: String {
    var out = drift.hardware.map {
      "\($0.severity.rawValue): \(Terminal.visible($0.subject)): \(Terminal.visible($0.message))\n"
    }.joined()
    for change in proposal.writePlan.changes
    where change.status.isChange || change.status == .conflict {
      out += "\(change.status.rawValue): \(Terminal.visible(change.path))\n"
    }
    return out
  }

  /// One word for how it ended.
  private var outcome: String {
    if !proposal.check.accepted { return "invalid" }
    if proposal.failure != nil { return "conflict" }
    return isDrift ? "changed" : "unchanged"
  }

  /// The document of `--json`.
  var json: [UInt8] {
    var writer = JSONWriter(pretty: true)
    writer.beginObject()
    for (name, value) in [("host", host), ("target", target), ("outcome", outcome)] {
      writer.key(name)
      writer.string(value)
    }
    writer.key("written")
    writer.bool(isWritten)
    writer.key("hardware")
    writer.array(drift.hardware) { change, writer in
      writer.strings([
        ("severity", change.severity.rawValue), ("subject", change.subject),
        ("message", change.message),
      ])
    }
    writer.key("decisions")
    writer.array(drift.decisions) { change, writer in
      writer.strings([
        ("subject", change.subject), ("before", change.before), ("after", change.after),
        ("reason", change.reason),
      ])
    }
    writer.key("check")
    CheckJSON.write(proposal.check, to: &writer)
    writer.key("files")
    writer.array(proposal.writePlan.changes) { change, writer in
      writer.strings([
        ("path", change.path), ("action", change.status.rawValue),
        ("remark", change.remark.isEmpty ? nil : change.remark),
      ])
    }
    writer.endObject()
    return writer.bytes + [UInt8(ascii: "\n")]
  }
}

extension Drift.Change {
  /// `legacy_580, now production`.
  var words: String {
    switch (before, after) {
    case (let before?, let after?): "\(before), now \(after)"
    case (let before?, nil): "\(before), now none"
    case (nil, let after?): "now \(after)"
    case (nil, nil): ""
    }
  }
}

extension JSONWriter {
  fileprivate mutating func array<Item>(
    _ items: [Item], _ body: (Item, inout JSONWriter) -> Void
  ) {
    beginArray()
    for item in items { body(item, &self) }
    endArray()
  }

  /// An object of strings; what is nil is left out.
  fileprivate mutating func strings(_ members: [(String, String?)]) {
    beginObject()
    for case (let name, let value?) in members {
      key(name)
      string(value)
    }
    endObject()
  }
}
