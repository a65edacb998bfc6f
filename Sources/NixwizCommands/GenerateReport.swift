import HostModel
import SourceText
import TextFormats
import TreeWriter

/// What `generate` did or would do, for people and as JSON.
struct GenerateReport {
  var generation: Generation
  var writePlan: WritePlan
  var target: String
  /// Whether the files were written (or are to be, right after this report).
  var isWritten: Bool

  /// The report for people.
  var text: String {
    var out = "\(headline)\n\nDecisions\n"
    var decisions = TextTable()
    for line in PlanDecisions(generation.plan).lines {
      decisions.add(line.subject, Terminal.visible(line.value), Terminal.visible(line.reason))
    }
    out += decisions.text
    out += "\n\(CheckText(generation.check).line)\n"
    out += "\n\(isWritten ? "Files in" : "Files that would be in") \(Terminal.visible(target))\n"
    var files = TextTable()
    for entry in writePlan.entries {
      files.add(entry.action.word, Terminal.visible(entry.path), entry.action.remark)
    }
    return out + files.text
  }

  private var headline: String {
    let plan = generation.plan
    return "Host \(Terminal.visible(plan.host.name)), \(plan.host.system), "
      + "nixpkgs \(plan.release.name)"
  }

  /// The document of `--json`.
  var json: [UInt8] {
    var writer = JSONWriter(pretty: true)
    writer.beginObject()
    writer.key("host")
    writer.string(generation.plan.host.name)
    writer.key("system")
    writer.string(generation.plan.host.system)
    writer.key("release")
    writer.string(generation.plan.release.name)
    writer.key("target")
    writer.string(target)
    writer.key("written")
    writer.bool(isWritten)
    writer.key("decisions")
    writer.beginArray()
    for line in PlanDecisions(generation.plan).lines {
      writer.beginObject()
      writer.key("subject")
      writer.string(line.subject)
      writer.key("value")
      writer.string(line.value)
      writer.key("reason")
      writer.string(line.reason)
      writer.key("origin")
      writer.string(line.origin.name)
      writer.endObject()
    }
    writer.endArray()
    writer.key("remarks")
    DiagnosticJSON.write(generation.remarks, to: &writer)
    writer.key("check")
    CheckJSON.write(generation.check, to: &writer)
    writer.key("files")
    writer.beginArray()
    for entry in writePlan.entries {
      writer.beginObject()
      writer.key("path")
      writer.string(entry.path)
      writer.key("action")
      writer.string(entry.action.word)
      if !entry.action.remark.isEmpty {
        writer.key("remark")
        writer.string(entry.action.remark)
      }
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
    return writer.bytes + [UInt8(ascii: "\n")]
  }
}

extension WritePlan.Action {
  /// One word, the same in tables and JSON.
  var word: String {
    switch self {
    case .create: "create"
    case .update: "update"
    case .identical: "identical"
    case .keep: "keep"
    case .remove: "remove"
    case .conflict: "conflict"
    }
  }

  /// What the word leaves open.
  var remark: String {
    switch self {
    case .keep(.userOwned): "yours"
    case .keep(.edited): "edited by you"
    case .conflict(.foreign): "not written by nixwiz"
    case .conflict(.edited): "edited by you, and changed"
    case .conflict(.obstacle(let what)): "is \(what)"
    case .conflict(.blocked(let place, let what)): "\(place) is \(what)"
    case .create, .update, .identical, .remove: ""
    }
  }
}
