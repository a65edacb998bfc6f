import HostModel
import SourceText
import TextFormats
import TreeWriter

/// What `generate` did or would do, for people and as JSON.
struct GenerateReport {
  var proposal: Proposal
  var target: String
  /// Whether the files were written (or are to be, right after this report).
  var isWritten: Bool

  private var generation: Generation { proposal.generation }

  /// The report for people.
  var text: String {
    var out = "\(headline)\n\nDecisions\n"
    var decisions = TextTable()
    for line in PlanDecisions(generation.plan).lines {
      decisions.add(line.subject, Terminal.visible(line.value), Terminal.visible(line.reason))
    }
    out += decisions.text
    let check = CheckText(proposal.check)
    out += "\n\(check.line)\n\(check.costs)"
    out += "\n\(isWritten ? "Files in" : "Files that would be in") \(Terminal.visible(target))\n"
    var files = TextTable()
    for change in proposal.writePlan.changes {
      files.add(change.status.rawValue, Terminal.visible(change.path), change.remark)
    }
    let next = isWritten ? "\n" + NextSteps(plan: generation.plan, target: target).text : ""
    return out + files.text + next
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
    if let restart = generation.plan.restart {
      writer.key("restart")
      writer.string(restart)
    }
    writer.key("remarks")
    DiagnosticJSON.write(generation.remarks, to: &writer)
    writer.key("check")
    CheckJSON.write(proposal.check, to: &writer)
    writer.key("files")
    writer.beginArray()
    for change in proposal.writePlan.changes {
      writer.beginObject()
      writer.key("path")
      writer.string(change.path)
      writer.key("action")
      writer.string(change.status.rawValue)
      if !change.remark.isEmpty {
        writer.key("remark")
        writer.string(change.remark)
      }
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
    return writer.bytes + [UInt8(ascii: "\n")]
  }
}
